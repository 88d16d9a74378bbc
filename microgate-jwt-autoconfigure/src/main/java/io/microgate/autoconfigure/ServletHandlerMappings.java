package io.microgate.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.util.PathMatcher;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
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
			});
		return new ArrayList<>(problems.values());
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
