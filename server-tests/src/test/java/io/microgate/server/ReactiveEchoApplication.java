package io.microgate.server;

import java.time.Duration;

import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;

/**
 * Echoes header fields as the servlet application does.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ ReactiveEchoApplication.EchoController.class, ReactiveEchoApplication.EchoAdvice.class })
class ReactiveEchoApplication {

	/**
	 * Comes first among the filters of the application, and makes a request of its own.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	WebFilter firstFilter() {
		return (exchange, chain) -> {
			requireNothing(exchange);
			ServerHttpRequest request = exchange.getRequest().mutate().header("X-First", "seen").build();
			return chain.filter(exchange.mutate().request(request).build());
		};
	}

	@Bean
	@Order(-10)
	WebExceptionHandler exceptionHandler() {
		return (exchange, ex) -> {
			requireNothing(exchange);
			return Mono.error(ex);
		};
	}

	private static void requireNothing(ServerWebExchange exchange) {
		String user = exchange.getRequest().getHeaders().getFirst("X-User");
		if (user != null) {
			throw new IllegalStateException("In front of Microgate there is " + user);
		}
	}

	/** For the endpoint, which does not get the exchange otherwise. */
	@Bean
	ServerWebExchangeContextFilter contextFilter() {
		return new ServerWebExchangeContextFilter();
	}

	@Bean
	EchoEndpoint echoEndpoint() {
		return new EchoEndpoint();
	}

	/** A component of the application, as a member of it. */
	@RestController
	static class EchoController {

		private final DispatcherHandler dispatcher;

		EchoController(DispatcherHandler dispatcher) {
			this.dispatcher = dispatcher;
		}

		@RequestMapping(path = { "/echo", "/open/echo", "/pass/echo", "/inner/echo" }, produces = "text/plain")
		String echo(ServerWebExchange exchange) {
			return Echo.of(exchange.getRequest().getHeaders());
		}

		@RequestMapping({ "/async", "/started" })
		Mono<String> async(ServerWebExchange exchange) {
			return Mono.delay(Duration.ofMillis(1)).map((tick) -> echo(exchange));
		}

		@RequestMapping({ "/dispatched", "/forward", "/include" })
		Mono<Void> forward(ServerWebExchange exchange) {
			ServerHttpRequest target = exchange.getRequest().mutate().path("/inner/echo").build();
			return this.dispatcher.handle(exchange.mutate().request(target).build());
		}

		@RequestMapping("/failing")
		Mono<String> failing() {
			return Mono.error(new ResponseStatusException(HttpStatusCode.valueOf(418)));
		}

		@RequestMapping("/throwing")
		String throwing() {
			throw new IllegalStateException("The handler fails");
		}

	}

	@RestControllerAdvice
	static class EchoAdvice {

		@ExceptionHandler
		ResponseEntity<String> handle(Exception ex, ServerWebExchange exchange) {
			HttpStatusCode status = (ex instanceof ResponseStatusException known) ? known.getStatusCode()
					: HttpStatus.INTERNAL_SERVER_ERROR;
			return ResponseEntity.status(status).body(Echo.of(exchange.getRequest().getHeaders()));
		}

	}

	@WebEndpoint(id = "echo")
	static class EchoEndpoint {

		@ReadOperation(produces = "text/plain")
		Mono<String> echo() {
			return Mono
				.deferContextual((context) -> Mono.justOrEmpty(ServerWebExchangeContextFilter.getExchange(context)))
				.map((exchange) -> Echo.of(exchange.getRequest().getHeaders()));
		}

	}

}
