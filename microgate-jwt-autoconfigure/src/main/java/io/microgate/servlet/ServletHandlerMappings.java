package io.microgate.servlet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.coverage.RequestReadingProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.PathMatcher;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.resource.ContentVersionStrategy;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.VersionResourceResolver;
import org.springframework.web.util.UrlPathHelper;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Finds handler mappings of Spring MVC that take other paths than the ones they are for.
 */
final class ServletHandlerMappings {

	private ServletHandlerMappings() {
	}

	/** A parser that is a bean is named instead of all the mappings that use it. */
	static List<RequestReadingProblem> findRewriting(ApplicationContext context) {
		Map<String, PathPatternParser> parsers = BeanFactoryUtils.beansOfTypeIncludingAncestors(context,
				PathPatternParser.class, true, false);
		Map<String, RequestReadingProblem> problems = new LinkedHashMap<>();
		BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerMapping.class, true, false)
			.forEach((name, mapping) -> {
				String reading = (mapping instanceof AbstractHandlerMapping known) ? reading(known) : null;
				if (reading != null) {
					String parser = parserName((AbstractHandlerMapping) mapping, parsers);
					String named = (parser != null) ? parser : name;
					problems.putIfAbsent(named, RequestReadingProblem.handlerMapping(Set.of(named), reading));
				}
				String strategy = (mapping instanceof AbstractUrlHandlerMapping known) ? strategy(known, context)
						: null;
				if (strategy != null) {
					problems.put("resources of " + name, RequestReadingProblem.resources(name, strategy));
				}
			});
		return new ArrayList<>(problems.values());
	}

	/** The strategy by which a handler finds a resource at other paths. */
	private static @Nullable String strategy(AbstractUrlHandlerMapping mapping, ApplicationContext context) {
		return mapping.getHandlerMap()
			.values()
			.stream()
			.map((handler) -> (handler instanceof String name
					&& context.isTypeMatch(name, ResourceHttpRequestHandler.class)) ? context.getBean(name) : handler)
			.filter(ResourceHttpRequestHandler.class::isInstance)
			.flatMap((handler) -> ((ResourceHttpRequestHandler) handler).getResourceResolvers().stream())
			.filter(VersionResourceResolver.class::isInstance)
			.flatMap((resolver) -> ((VersionResourceResolver) resolver).getStrategyMap().values().stream())
			.filter((strategy) -> !(strategy instanceof ContentVersionStrategy))
			.map((strategy) -> ClassUtils.getShortName(strategy.getClass()))
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String parserName(AbstractHandlerMapping mapping, Map<String, PathPatternParser> parsers) {
		return parsers.entrySet()
			.stream()
			.filter((parser) -> parser.getValue() == mapping.getPatternParser())
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(null);
	}

	@SuppressWarnings({ "deprecation", "removal" })
	private static @Nullable String reading(AbstractHandlerMapping mapping) {
		PathPatternParser parser = mapping.getPatternParser();
		if (parser != null) {
			return parser.isCaseSensitive() ? null : "ignores the case of paths";
		}
		if (mapping.getUrlPathHelper().getClass() != UrlPathHelper.class) {
			return "takes paths from a UrlPathHelper of the application";
		}
		PathMatcher matcher = mapping.getPathMatcher();
		if (matcher.match("/microgate", "/MICROGATE")) {
			return "ignores the case of paths";
		}
		return matcher.match("/microgate", "/microgate ") ? "ignores spaces in paths" : null;
	}

}
