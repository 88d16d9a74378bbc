package io.microgate.verdict;

import java.security.Principal;
import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Handlers that see the principal in each way that Spring has, on both stacks.
 */
@RestController
class PrincipalController {

	@GetMapping("/api/name")
	Mono<String> name(Principal principal) {
		return Mono.just(principal.getName());
	}

	@GetMapping("/api/claims")
	Mono<String> claims(@AuthenticationPrincipal Jwt jwt) {
		return Mono
			.just("%s %s %s".formatted(jwt.getClaimAsStringList("kc-roles"), jwt.getSubject(), jwt.getAudience()));
	}

	@GetMapping("/api/admin")
	@PreAuthorize("hasRole('admin')")
	Mono<String> admin() {
		return Mono.just("admin");
	}

	@GetMapping("/api/converted")
	@PreAuthorize("hasAuthority('CONVERTED')")
	Mono<String> converted() {
		return Mono.just("converted");
	}

	/** What an application may bring along. */
	@Configuration(proxyBeanMethods = false)
	static class Converters {

		@Bean
		@Profile("converter")
		JwtAuthenticationConverter converter() {
			JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
			converter.setPrincipalClaimName("email");
			converter.setJwtGrantedAuthoritiesConverter((jwt) -> List.of(new SimpleGrantedAuthority("CONVERTED")));
			return converter;
		}

		@Bean
		@Profile("reactive-converter")
		ReactiveJwtAuthenticationConverter reactiveConverter() {
			ReactiveJwtAuthenticationConverter converter = new ReactiveJwtAuthenticationConverter();
			converter.setPrincipalClaimName("email");
			converter.setJwtGrantedAuthoritiesConverter((jwt) -> Flux.just(new SimpleGrantedAuthority("CONVERTED")));
			return converter;
		}

	}

}
