package io.microgate.verdict;

import java.util.List;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpCookie;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers every path but one with the name of the user; some paths are dispatched
 * elsewhere.
 */
@RestController
class ReactiveTestController {

	private final DispatcherHandler dispatcher;

	ReactiveTestController(DispatcherHandler dispatcher) {
		this.dispatcher = dispatcher;
	}

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

	/** What a handler sees of the client. */
	@RequestMapping({ "/{place}/fields", "/{place}/open/fields" })
	Mono<String> fields(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		StringBuilder fields = new StringBuilder();
		for (String name : TestStack.FIELDS) {
			fields.append("%s=%s ".formatted(name, request.getHeaders().getOrEmpty(name)));
		}
		List<String> credentials = request.getCookies()
			.getOrDefault("creds", List.of())
			.stream()
			.map(HttpCookie::getValue)
			.toList();
		return Mono.just(
				fields.append("query=[%s] creds=%s".formatted(request.getURI().getRawQuery(), credentials)).toString());
	}

	@RequestMapping("/{place}/thread")
	Mono<String> thread() {
		return Mono.fromSupplier(() -> Thread.currentThread().getName());
	}

	@RequestMapping("/{place}/async")
	Mono<String> async() {
		return Mono.fromSupplier(() -> "async").subscribeOn(Schedulers.boundedElastic());
	}

	/** As a gateway forwards within the application: security has been passed. */
	@RequestMapping({ "/{place}/forward", "/{place}/include" })
	Mono<Void> forward(ServerWebExchange exchange) {
		ServerHttpRequest target = exchange.getRequest().mutate().path("/denied/target").build();
		return this.dispatcher.handle(exchange.mutate().request(target).build());
	}

	@RequestMapping("/{place}/error")
	Mono<Void> error() {
		return Mono.error(new ResponseStatusException(HttpStatus.CONFLICT));
	}

	@RequestMapping("/{place}/failure")
	Mono<Void> failure() {
		throw new IllegalStateException("Failure of the application");
	}

}
