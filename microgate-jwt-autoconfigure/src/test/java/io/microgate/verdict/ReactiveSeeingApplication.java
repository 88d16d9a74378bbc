package io.microgate.verdict;

import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;

/**
 * A reactive application that notes how each of its parts sees a request: a filter in
 * front of Spring Security's, one behind it, handlers, and what handles exceptions.
 */
@Configuration(proxyBeanMethods = false)
@Import(ReactiveSeeingApplication.SeeingController.class)
class ReactiveSeeingApplication {

	static final String EARLY = "early filter";

	static final String LATE = "late filter";

	static final String HANDLER = "handler";

	static final String EXCEPTION = "exception handler";

	@Bean
	DecisionRecorder decisionRecorder() {
		return new DecisionRecorder();
	}

	@Bean
	SeenRequests seenRequests() {
		return new SeenRequests();
	}

	/**
	 * Makes another request of one that asks for it, as a filter does that adds a field.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	WebFilter earlyFilter(SeenRequests seen) {
		return (exchange, chain) -> {
			seen.add(EARLY, exchange);
			ServerHttpRequest request = exchange.getRequest();
			return chain.filter(request.getHeaders().containsHeader("X-Mutate")
					? exchange.mutate().request(request.mutate().header("X-Added", "early").build()).build()
					: exchange);
		};
	}

	@Bean
	@Order(0)
	WebFilter lateFilter(SeenRequests seen) {
		return (exchange, chain) -> {
			seen.add(LATE, exchange);
			return chain.filter(exchange);
		};
	}

	@Bean
	@Order(-10)
	WebExceptionHandler exceptionHandler(SeenRequests seen) {
		return (exchange, ex) -> {
			seen.add(EXCEPTION, exchange);
			return Mono.error(ex);
		};
	}

	@Bean
	@Profile("pass")
	SecurityWebFilterChain otherChain() {
		return ServerHttpSecurity.http()
			.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
			.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.build();
	}

	@RestController
	static class SeeingController {

		private final SeenRequests seen;

		SeeingController(SeenRequests seen) {
			this.seen = seen;
		}

		@RequestMapping("/**")
		String see(ServerWebExchange exchange) {
			this.seen.add(HANDLER, exchange);
			return "seen";
		}

		@GetMapping("/{place}/failure")
		String fail(ServerWebExchange exchange) {
			this.seen.add(HANDLER, exchange);
			throw new IllegalStateException("Failure of the application");
		}

		@CrossOrigin("https://friend.example")
		@GetMapping("/{place}/shared")
		String shared(ServerWebExchange exchange) {
			return see(exchange);
		}

		@PostMapping("/{place}/form")
		Mono<Map<String, List<String>>> form(ServerWebExchange exchange) {
			this.seen.add(HANDLER, exchange);
			return exchange.getFormData().map((form) -> Map.of("form", List.copyOf(form.toSingleValueMap().values())));
		}

	}

}
