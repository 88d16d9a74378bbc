package io.microgate.integration;

import java.security.Principal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.annotation.CurrentSecurityContext;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Uses Spring Security as reactive controllers do.
 */
@RestController
class ReactiveSpringUserController {

	/** What a test has the application stream. */
	private final Sinks.Many<String> stream = Sinks.many().multicast().directBestEffort();

	Sinks.Many<String> sink() {
		return this.stream;
	}

	@GetMapping({ "/api/principal", "/open/principal" })
	Mono<Map<String, Object>> principal(Authentication authentication, @AuthenticationPrincipal Jwt jwt) {
		return authentication().map((current) -> {
			Map<String, Object> answer = new LinkedHashMap<>();
			answer.put("authentication", authentication.getClass().getSimpleName());
			answer.put("name", current.getName());
			answer.put("subject", (jwt != null) ? jwt.getSubject() : "none");
			answer.put("authorities",
					new TreeSet<>(current.getAuthorities().stream().map(GrantedAuthority::getAuthority).toList()));
			return answer;
		}).defaultIfEmpty(Map.of("name", "no user"));
	}

	@GetMapping("/api/ways")
	Mono<String> ways(Principal principal, Mono<Principal> later, @AuthenticationPrincipal Mono<Jwt> jwt,
			@AuthenticationPrincipal(expression = "subject") String subject,
			@CurrentSecurityContext SecurityContext context, ServerWebExchange exchange) {
		Flux<String> names = Flux.concat(Mono.just(principal.getName()), later.map(Principal::getName),
				jwt.map(Jwt::getSubject), Mono.just(subject), Mono.just(context.getAuthentication().getName()),
				exchange.getPrincipal().map(Principal::getName), authentication().map(Authentication::getName));
		return names.collectList().map((all) -> String.join(" ", all));
	}

	@PostMapping("/api/orders")
	Mono<String> order() {
		return authentication().map(Authentication::getName);
	}

	@GetMapping({ "/api/write", "/open/write" })
	@PreAuthorize("hasAuthority('SCOPE_write')")
	Mono<String> write() {
		return Mono.just("written");
	}

	@GetMapping({ "/api/refused", "/open/refused" })
	Mono<String> refused() {
		return Mono.error(new AccessDeniedException("Refused by the application"));
	}

	@GetMapping({ "/api/unauthenticated", "/open/unauthenticated" })
	String unauthenticated() {
		throw new BadCredentialsException("Refused by the application");
	}

	@GetMapping("/api/thread")
	Mono<String> thread() {
		return Mono.delay(Duration.ZERO, Schedulers.parallel())
			.publishOn(Schedulers.boundedElastic())
			.then(authentication())
			.map(Authentication::getName);
	}

	@GetMapping("/api/conflict")
	Mono<Void> conflict() {
		return Mono.error(new ResponseStatusException(HttpStatus.CONFLICT));
	}

	@GetMapping("/api/failure")
	Mono<Void> failure() {
		throw new IllegalStateException("Failure of the application");
	}

	@GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<String>> events() {
		return Flux.range(1, 3)
			.concatMap((number) -> authentication().map((current) -> current.getName() + number))
			.map((text) -> ServerSentEvent.builder(text).build());
	}

	/** Says at once that it is ready; the rest is up to the test. */
	@GetMapping(path = "/api/stream", produces = MediaType.APPLICATION_NDJSON_VALUE)
	Flux<String> stream() {
		return Flux.merge(this.stream.asFlux().concatMap(ReactiveSpringUserController::next), Mono.just("ready\n"));
	}

	private static Mono<String> next(String text) {
		return switch (text) {
			case "refuse" -> Mono.error(new AccessDeniedException(text));
			case "deauthenticate" -> Mono.error(new BadCredentialsException(text));
			default -> Mono.just(text);
		};
	}

	private static Mono<Authentication> authentication() {
		return ReactiveSecurityContextHolder.getContext().map(SecurityContext::getAuthentication);
	}

}
