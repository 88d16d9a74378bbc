package io.microgate.reactive;

import io.microgate.engine.RequestDecision;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.log.LogMessage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;

/**
 * Applies the CORS configuration of the application: that of its bean, else that of the
 * handler. A handler applies its own to every request that is allowed, so only preflights
 * and refusals are left.
 */
final class ServerCors {

	/** Longer than a browser asks for, and short enough to be repeated in a response. */
	private static final int MAX_REQUESTED_HEADERS = 2048;

	private static final Log logger = LogFactory.getLog(ServerCors.class);

	private final @Nullable CorsConfigurationSource source;

	private final ServerMappedCors mapped;

	private final CorsProcessor processor = new DefaultCorsProcessor();

	ServerCors(@Nullable CorsConfigurationSource source, ServerMappedCors mapped) {
		this.source = source;
		this.mapped = mapped;
	}

	/** Whether there is anything to do before the request is decided. */
	boolean concerns(ServerWebExchange exchange) {
		return this.source != null || CorsUtils.isPreFlightRequest(exchange.getRequest());
	}

	/**
	 * Answers a preflight that a configuration governs, and a request of an origin that
	 * the bean does not allow.
	 * @return whether the response is complete
	 */
	Mono<Boolean> answers(ServerWebExchange exchange) {
		CorsConfiguration configuration = (this.source != null) ? this.source.getCorsConfiguration(exchange) : null;
		boolean preFlight = CorsUtils.isPreFlightRequest(exchange.getRequest());
		if (configuration != null && preFlight && isTooLong(exchange)) {
			exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
			return Mono.just(true);
		}
		if (configuration != null) {
			return Mono.just(!this.processor.process(configuration, exchange) || preFlight);
		}
		return preFlight ? answersAsMapped(exchange) : Mono.just(false);
	}

	private Mono<Boolean> answersAsMapped(ServerWebExchange exchange) {
		return this.mapped.find(exchange).map((answer) -> {
			if (isTooLong(exchange)) {
				exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
			}
			else {
				answer.answerPreFlight(exchange.getResponse());
			}
			return true;
		}).defaultIfEmpty(false);
	}

	/** The response to a preflight repeats the headers that it asks for. */
	private static boolean isTooLong(ServerWebExchange exchange) {
		return exchange.getRequest()
			.getHeaders()
			.getOrEmpty(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS)
			.stream()
			.mapToInt(String::length)
			.sum() > MAX_REQUESTED_HEADERS;
	}

	/** Whether there is anything to do when the request is refused. */
	static boolean concernsRefusal(ServerWebExchange exchange) {
		return exchange.getRequest().getHeaders().containsHeader(HttpHeaders.ORIGIN);
	}

	/**
	 * Lets a script of an allowed origin read a refusal. Whatever a configuration throws,
	 * the request stays refused.
	 */
	Mono<Void> writeHeaders(ServerWebExchange exchange) {
		return Mono.defer(() -> isToBeWritten(exchange) ? this.mapped.find(exchange) : Mono.<CorsAnswer>empty())
			.doOnNext((answer) -> answer.writeHeaders(exchange.getResponse()))
			.onErrorResume(RuntimeException.class, (ex) -> {
				logger.debug(LogMessage.format("A refusal has no CORS headers because of %s", ex.getClass().getName()));
				return Mono.empty();
			})
			.then();
	}

	/** The configuration of the bean has been applied before. */
	private static boolean isToBeWritten(ServerWebExchange exchange) {
		if (exchange.getResponse().getHeaders().containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
			return false;
		}
		if (CorsUtils.isPreFlightRequest(exchange.getRequest()) && isTooLong(exchange)) {
			return false;
		}
		RequestDecision decision = ReactiveDecisions.find(exchange);
		return decision != null && decision.isPathJudged() && CorsUtils.isCorsRequest(exchange.getRequest());
	}

}
