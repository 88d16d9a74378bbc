package io.microgate.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.AbstractHandlerMethodMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Reads CORS configuration from the handler mappings of WebFlux: {@code addCorsMappings},
 * {@code @CrossOrigin}, actuator endpoints, a gateway's {@code globalcors} and handlers
 * that are sources themselves. The request has not been decided yet, so no handler and no
 * predicate is run.
 */
public final class WebFluxMappedCors implements ServerMappedCors {

	private static final Log logger = LogFactory.getLog(WebFluxMappedCors.class);

	private final ApplicationContext context;

	/** Handler mappings come into being later than filter chains. */
	private final Map<ApplicationContext, List<AbstractHandlerMapping>> mappings = new ConcurrentHashMap<>();

	/**
	 * Creates the reader.
	 * @param context the application
	 */
	public WebFluxMappedCors(ApplicationContext context) {
		this.context = context;
		if (!HandlerMappingCors.isReadable()) {
			logger.warn("This version of WebFlux does not show the CORS configuration of functional routes and of a"
					+ " gateway, so preflights for them are decided like any other request");
		}
	}

	@Override
	public Mono<CorsAnswer> find(ServerWebExchange exchange) {
		return find(exchange, mappings(exchange), null).filter(CorsAnswer::isGoverned);
	}

	/**
	 * Whether a functional route or a route of a gateway takes the request is only known
	 * to its predicates. The configuration of such a mapping counts unless a controller
	 * takes the request.
	 */
	private static Mono<CorsAnswer> find(ServerWebExchange exchange, List<AbstractHandlerMapping> mappings,
			@Nullable CorsAnswer earlier) {
		CorsAnswer fallback = earlier;
		for (int i = 0; i < mappings.size(); i++) {
			AbstractHandlerMapping mapping = mappings.get(i);
			if (!runsNoPredicates(mapping)) {
				fallback = (fallback != null) ? fallback : globalCors(mapping, exchange);
				continue;
			}
			CorsAnswer before = fallback;
			boolean byMethod = mapping instanceof AbstractHandlerMethodMapping;
			List<AbstractHandlerMapping> others = mappings.subList(i + 1, mappings.size());
			return ask(mapping, exchange).map((answer) -> (before == null || byMethod) ? answer : before)
				.switchIfEmpty(Mono.defer(() -> find(exchange, others, before)));
		}
		return Mono.justOrEmpty(fallback);
	}

	private List<AbstractHandlerMapping> mappings(ServerWebExchange exchange) {
		ApplicationContext server = exchange.getApplicationContext();
		return mappings((server != null) ? server : this.context);
	}

	private List<AbstractHandlerMapping> mappings(ApplicationContext server) {
		List<AbstractHandlerMapping> known = this.mappings.get(server);
		if (known != null) {
			return known;
		}
		List<AbstractHandlerMapping> found = new ArrayList<>();
		for (DispatcherHandler dispatcher : server.getBeansOfType(DispatcherHandler.class).values()) {
			if (dispatcher.getHandlerMappings() != null) {
				dispatcher.getHandlerMappings()
					.stream()
					.filter(AbstractHandlerMapping.class::isInstance)
					.forEach((mapping) -> found.add((AbstractHandlerMapping) mapping));
			}
		}
		this.mappings.put(server, found);
		return found;
	}

	private static boolean runsNoPredicates(AbstractHandlerMapping mapping) {
		return mapping instanceof AbstractHandlerMethodMapping || mapping instanceof AbstractUrlHandlerMapping;
	}

	/**
	 * A request that is not allowed there (405, 415) belongs to the mapping all the same.
	 */
	private static Mono<CorsAnswer> ask(AbstractHandlerMapping mapping, ServerWebExchange exchange) {
		UndecidedExchange question = new UndecidedExchange(exchange);
		return mapping.getHandler(question)
			.map((handler) -> question.answer())
			.onErrorResume(ResponseStatusException.class, (ex) -> {
				CorsAnswer global = globalCors(mapping, exchange);
				return Mono.just((global != null) ? global : CorsAnswer.NONE);
			});
	}

	private static @Nullable CorsAnswer globalCors(AbstractHandlerMapping mapping, ServerWebExchange exchange) {
		if (mapping instanceof RouterFunctionMapping functional && functional.getRouterFunction() == null) {
			return null;
		}
		CorsConfigurationSource source = HandlerMappingCors.source(mapping);
		CorsConfiguration configuration = (source != null) ? source.getCorsConfiguration(exchange) : null;
		if (configuration == null) {
			return null;
		}
		UndecidedExchange question = new UndecidedExchange(exchange);
		mapping.getCorsProcessor().process(configuration, question);
		return question.answer();
	}

}
