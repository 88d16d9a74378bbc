package io.microgate.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.configuration.CheckedConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.util.ClassUtils;
import org.springframework.web.filter.reactive.HiddenHttpMethodFilter;
import org.springframework.web.filter.reactive.UrlHandlerFilter;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.AbstractHandlerMapping;
import org.springframework.web.server.WebFilter;

/**
 * Makes sure at start that what answers a request on the reactive stack reads it as what
 * has decided about it. (What a gateway sends to its upstreams is its own affair.)
 */
final class ReactiveRequestReading implements SmartInitializingSingleton {

	private static final boolean WEBFLUX = ClassUtils.isPresent("org.springframework.web.reactive.HandlerMapping",
			ReactiveRequestReading.class.getClassLoader());

	/** Of Spring Security's filter, and fixed. */
	private static final String SECURITY_ORDER = "-100";

	private final ApplicationContext context;

	private final AllowedRewriting allowed;

	private final boolean last;

	/**
	 * Creates the check.
	 * @param context the context of a server
	 * @param configuration says what is allowed
	 * @param last whether no other context with a server comes later
	 */
	ReactiveRequestReading(ApplicationContext context, CheckedConfiguration configuration, boolean last) {
		this.context = context;
		this.allowed = new AllowedRewriting(configuration);
		this.last = last;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<RequestReadingProblem> problems = new ArrayList<>(findFilters());
		if (WEBFLUX) {
			problems.addAll(HandlerMappings.find(this.context));
		}
		this.allowed.require(problems, this.context, this.last);
	}

	/** In the order in which Spring's handler calls them. */
	private List<RequestReadingProblem> findFilters() {
		List<RequestReadingProblem> problems = new ArrayList<>();
		boolean decided = false;
		for (WebFilter filter : this.context.getBeanProvider(WebFilter.class).orderedStream().toList()) {
			decided = decided || filter instanceof WebFilterChainProxy;
			String change = change(filter);
			if (decided && change != null) {
				problems.add(RequestReadingProblem.filter(names(filter), change, SECURITY_ORDER));
			}
		}
		return problems;
	}

	private static @Nullable String change(WebFilter filter) {
		if (filter instanceof HiddenHttpMethodFilter) {
			return RewritingFilters.METHOD;
		}
		return (filter instanceof UrlHandlerFilter && RewritingFilters.isRewriting(filter)) ? RewritingFilters.SLASH
				: null;
	}

	private Set<String> names(WebFilter filter) {
		Set<String> names = new LinkedHashSet<>();
		for (Map.Entry<String, WebFilter> bean : BeanFactoryUtils
			.beansOfTypeIncludingAncestors(this.context, WebFilter.class)
			.entrySet()) {
			if (bean.getValue() == filter) {
				names.add(bean.getKey());
			}
		}
		return names;
	}

	/** Apart, so that it is loaded with WebFlux only. */
	private static final class HandlerMappings {

		private HandlerMappings() {
		}

		static List<RequestReadingProblem> find(ApplicationContext context) {
			List<RequestReadingProblem> problems = new ArrayList<>();
			BeanFactoryUtils.beansOfTypeIncludingAncestors(context, HandlerMapping.class, true, false)
				.forEach((name, mapping) -> {
					if (mapping instanceof AbstractHandlerMapping known
							&& !known.getPathPatternParser().isCaseSensitive()) {
						problems.add(RequestReadingProblem.handlerMapping(Set.of(name), "ignores the case of paths"));
					}
				});
			return problems;
		}

	}

}
