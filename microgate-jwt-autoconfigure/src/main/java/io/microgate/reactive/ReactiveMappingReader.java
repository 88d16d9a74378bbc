package io.microgate.reactive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.microgate.coverage.Mapping;
import io.microgate.coverage.MappingReader;

import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.reactive.result.condition.NameValueExpression;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/**
 * Reads the mappings of WebFlux: controllers, actuator endpoints, functional routes and
 * handlers by URL. Not static resources, and not the routes of a gateway.
 */
public final class ReactiveMappingReader implements MappingReader {

	@Override
	public List<Mapping> read(ApplicationContext server, boolean onManagementPort) {
		List<Mapping> mappings = new ArrayList<>();
		for (DispatcherHandler dispatcher : server.getBeansOfType(DispatcherHandler.class).values()) {
			List<HandlerMapping> handlerMappings = dispatcher.getHandlerMappings();
			if (handlerMappings != null) {
				handlerMappings.forEach((handlerMapping) -> add(mappings, handlerMapping, onManagementPort));
			}
		}
		return mappings;
	}

	private static void add(List<Mapping> mappings, HandlerMapping handlerMapping, boolean onManagementPort) {
		if (handlerMapping instanceof RequestMappingInfoHandlerMapping annotated) {
			annotated.getHandlerMethods()
				.forEach((info, method) -> addAnnotated(mappings, annotated, info, method, onManagementPort));
		}
		else if (handlerMapping instanceof RouterFunctionMapping functional && functional.getRouterFunction() != null) {
			ReactiveRoutes routes = new ReactiveRoutes("", isCaseSensitive(functional), onManagementPort);
			functional.getRouterFunction().accept(routes);
			mappings.addAll(routes.mappings());
		}
		else if (handlerMapping instanceof AbstractUrlHandlerMapping byUrl) {
			byUrl.getHandlerMap().forEach((pattern, handler) -> {
				if (!(handler instanceof ResourceWebHandler)) {
					mappings.add(new Mapping("", pattern.getPatternString(), isCaseSensitive(byUrl), Set.of(), Set.of(),
							List.of(), (handler instanceof String name) ? name : handler.getClass().getName(),
							onManagementPort));
				}
			});
		}
	}

	private static boolean isCaseSensitive(AbstractHandlerMapping handlerMapping) {
		return handlerMapping.getPathPatternParser().isCaseSensitive();
	}

	private static void addAnnotated(List<Mapping> mappings, AbstractHandlerMapping handlerMapping,
			RequestMappingInfo info, HandlerMethod method, boolean onManagementPort) {
		Set<String> methods = info.getMethodsCondition()
			.getMethods()
			.stream()
			.map(RequestMethod::name)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		if (methods.contains("GET")) {
			methods.add("HEAD");
		}
		Set<String> answered = methods.contains("OPTIONS") ? Set.of() : Set.of("OPTIONS");
		info.getPatternsCondition()
			.getPatterns()
			.forEach((pattern) -> mappings
				.add(new Mapping("", pattern.getPatternString(), isCaseSensitive(handlerMapping), methods, answered,
						conditions(info), method.getShortLogMessage(), onManagementPort)));
	}

	/** Without values, which may be confidential. */
	private static List<String> conditions(RequestMappingInfo info) {
		List<String> conditions = new ArrayList<>();
		addNames(conditions, "parameter ", info.getParamsCondition().getExpressions());
		addNames(conditions, "header ", info.getHeadersCondition().getExpressions());
		info.getConsumesCondition().getExpressions().forEach((type) -> conditions.add("consumes " + type));
		info.getProducesCondition().getExpressions().forEach((type) -> conditions.add("produces " + type));
		if (!info.getVersionCondition().isEmpty()) {
			conditions.add("version " + info.getVersionCondition().getVersion());
		}
		if (info.getCustomCondition() != null) {
			conditions.add("a condition of the application");
		}
		return List.copyOf(conditions);
	}

	private static void addNames(List<String> conditions, String kind, Collection<NameValueExpression<String>> names) {
		names.forEach((name) -> conditions.add((name.isNegated() ? "not " : "") + kind + name.getName()));
	}

}
