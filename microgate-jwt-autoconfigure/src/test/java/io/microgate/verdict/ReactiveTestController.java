package io.microgate.verdict;

import reactor.core.publisher.Mono;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers every path but one with the name of the user.
 */
@RestController
class ReactiveTestController {

	@RequestMapping("/**")
	Mono<String> echo() {
		return ReactiveSecurityContextHolder.getContext()
			.map(SecurityContext::getAuthentication)
			.ofType(JwtAuthenticationToken.class)
			.map((token) -> "user=%s authorities=%s".formatted(token.getName(), token.getAuthorities()))
			.defaultIfEmpty("user=anonymous");
	}

	@RequestMapping("/vault/secret")
	Mono<String> secret() {
		return Mono.just(TestStack.SECRET);
	}

}
