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
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.VersionResourceResolver;
import org.springframework.web.servlet.resource.VersionStrategy;
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
		for (Map.Entry<String, HandlerMapping> bean : BeanFactoryUtils
			.beansOfTypeIncludingAncestors(context, HandlerMapping.class, true, false)
			.entrySet()) {
			String name = bean.getKey();
			String reading = (bean.getValue() instanceof AbstractHandlerMapping known) ? reading(known) : null;
			if (reading != null) {
				String parser = parserName((AbstractHandlerMapping) bean.getValue(), parsers);
				String named = (parser != null) ? parser : name;
				problems.putIfAbsent(named, RequestReadingProblem.handlerMapping(Set.of(named), reading));
			}
			String strategy = (bean.getValue() instanceof AbstractUrlHandlerMapping known) ? strategy(known, context)
					: null;
			if (strategy != null) {
				problems.put("resources of " + name, RequestReadingProblem.resources(name, strategy));
			}
		}
		return new ArrayList<>(problems.values());
	}

	/** The strategy by which a handler finds a resource at other paths. */
	private static @Nullable String strategy(AbstractUrlHandlerMapping mapping, ApplicationContext context) {
		for (Object registered : mapping.getHandlerMap().values()) {
			Object handler = (registered instanceof String name
					&& context.isTypeMatch(name, ResourceHttpRequestHandler.class)) ? context.getBean(name)
							: registered;
			String strategy = (handler instanceof ResourceHttpRequestHandler resources) ? strategy(resources) : null;
			if (strategy != null) {
				return strategy;
			}
		}
		return null;
	}

	private static @Nullable String strategy(ResourceHttpRequestHandler resources) {
		for (ResourceResolver resolver : resources.getResourceResolvers()) {
			if (resolver instanceof VersionResourceResolver versions) {
				for (VersionStrategy strategy : versions.getStrategyMap().values()) {
					if (!(strategy instanceof ContentVersionStrategy)) {
						return ClassUtils.getShortName(strategy.getClass());
					}
				}
			}
		}
		return null;
	}

	private static @Nullable String parserName(AbstractHandlerMapping mapping, Map<String, PathPatternParser> parsers) {
		for (Map.Entry<String, PathPatternParser> parser : parsers.entrySet()) {
			if (parser.getValue() == mapping.getPatternParser()) {
				return parser.getKey();
			}
		}
		return null;
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
