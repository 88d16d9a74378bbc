package io.microgate.reactive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.coverage.RequestReadingProblem;
import io.microgate.coverage.RewritingFilters;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.reactive.ContextPathCompositeHandler;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.util.ClassUtils;
import org.springframework.web.filter.reactive.HiddenHttpMethodFilter;
import org.springframework.web.filter.reactive.UrlHandlerFilter;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.handler.FilteringWebHandler;
import org.springframework.web.server.handler.WebHandlerDecorator;

/**
 * The filters of a server in the order in which it calls them: those of its handlers,
 * which a customizer may have changed. Of a handler that cannot be read, the beans count.
 */
final class ReactiveFilters {

	/** Of Spring Security's filter, and fixed. */
	private static final String SECURITY_ORDER = "-100";

	private final ApplicationContext context;

	private final List<CalledFilters> called = new ArrayList<>();

	ReactiveFilters(ApplicationContext context) {
		this.context = context;
		context.getBeansOfType(HttpHandler.class).forEach(this::add);
		if (this.called.isEmpty()) {
			this.called.add(beans("httpHandler"));
		}
	}

	private CalledFilters beans(String handler) {
		return new CalledFilters(handler, this.context.getBeanProvider(WebFilter.class).orderedStream().toList());
	}

	private void add(String name, HttpHandler handler) {
		if (handler instanceof BasePathHandler mounted) {
			add(name, mounted.delegate());
		}
		else if (handler instanceof ContextPathCompositeHandler composite && RewritingFilters
			.read(ContextPathCompositeHandler.class, "handlerMap", composite) instanceof Map<?, ?> handlers) {
			handlers.values().forEach((mounted) -> add(name, (HttpHandler) mounted));
		}
		else {
			List<WebFilter> filters = (FieldRemovingHandler.unwrap(handler) instanceof WebHandler webHandler)
					? filters(webHandler) : List.of();
			this.called.add(filters.isEmpty() ? beans(name) : new CalledFilters(name, filters));
		}
	}

	private static List<WebFilter> filters(WebHandler handler) {
		List<WebFilter> filters = new ArrayList<>();
		WebHandler current = handler;
		while (current instanceof WebHandlerDecorator decorator) {
			if (decorator instanceof FilteringWebHandler filtering) {
				filters.addAll(filtering.getFilters());
			}
			current = decorator.getDelegate();
		}
		return filters;
	}

	/**
	 * Finds the filters that change requests that have been decided.
	 * @return the problems
	 */
	Collection<RequestReadingProblem> findRewriting() {
		Set<RequestReadingProblem> problems = new LinkedHashSet<>();
		for (CalledFilters sequence : this.called) {
			boolean decided = false;
			for (WebFilter filter : sequence.filters()) {
				decided = decided || filter instanceof WebFilterChainProxy;
				String change = change(filter);
				if (decided && change != null) {
					problems.add(problem(sequence.handler(), filter, change));
				}
			}
		}
		return problems;
	}

	private RequestReadingProblem problem(String handler, WebFilter filter, String change) {
		Set<String> names = names(filter);
		return names.isEmpty()
				? RequestReadingProblem.filterOf(handler, ClassUtils.getShortName(filter.getClass()), change)
				: RequestReadingProblem.filter(names, change, SECURITY_ORDER);
	}

	private static @Nullable String change(WebFilter filter) {
		if (filter instanceof HiddenHttpMethodFilter) {
			return RewritingFilters.METHOD;
		}
		return (filter instanceof UrlHandlerFilter handler
				&& RewritingFilters.isRewriting(UrlHandlerFilter.class, handler)) ? RewritingFilters.SLASH : null;
	}

	private Set<String> names(WebFilter filter) {
		Set<String> names = new LinkedHashSet<>();
		BeanFactoryUtils.beansOfTypeIncludingAncestors(this.context, WebFilter.class).forEach((name, bean) -> {
			if (bean == filter) {
				names.add(name);
			}
		});
		return names;
	}

	/**
	 * The filters that a handler calls.
	 *
	 * @param handler the bean name of the handler
	 * @param filters the filters, in the order in which they are called
	 */
	private record CalledFilters(String handler, List<WebFilter> filters) {
	}

}
