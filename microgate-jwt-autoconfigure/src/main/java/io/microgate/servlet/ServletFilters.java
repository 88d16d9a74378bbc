package io.microgate.servlet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.coverage.HiddenRoutesException;
import io.microgate.coverage.RequestReadingProblem;
import io.microgate.coverage.RewritingFilters;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletContextInitializerBeans;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.filter.CompositeFilter;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.filter.UrlHandlerFilter;

/**
 * The filters of a server in the order in which it calls them, as Spring Boot registers
 * them.
 */
final class ServletFilters {

	private static final String SECURITY = "springSecurityFilterChain";

	private final ListableBeanFactory beanFactory;

	private final List<AbstractFilterRegistrationBean<?>> registrations = new ArrayList<>();

	ServletFilters(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		for (ServletContextInitializer initializer : new ServletContextInitializerBeans(beanFactory)) {
			if (initializer instanceof AbstractFilterRegistrationBean<?> registration && registration.isEnabled()) {
				this.registrations.add(registration);
			}
		}
		this.registrations.sort(ServletFilters::comparePhases);
	}

	/** A server calls filters of paths before those of servlets (Servlet 6.1, 6.2.4). */
	private static int comparePhases(AbstractFilterRegistrationBean<?> one, AbstractFilterRegistrationBean<?> other) {
		int byServlet = Boolean.compare(isByServlet(one), isByServlet(other));
		return (byServlet != 0) ? byServlet : Boolean.compare(one.isMatchAfter(), other.isMatchAfter());
	}

	private static boolean isByServlet(AbstractFilterRegistrationBean<?> registration) {
		boolean named = !registration.getServletNames().isEmpty()
				|| !registration.getServletRegistrationBeans().isEmpty();
		return named && registration.getUrlPatterns().isEmpty();
	}

	/**
	 * Finds the filters that change requests that have been decided.
	 * @return the problems
	 * @throws HiddenRoutesException if Spring Security's filter is not called for every
	 * request
	 */
	List<RequestReadingProblem> findRewriting() {
		int security = 0;
		while (security < this.registrations.size() && !isForEveryRequest(this.registrations.get(security))) {
			security++;
		}
		if (security == this.registrations.size()) {
			throw HiddenRoutesException.partlyFiltered(SECURITY, describeSecurity());
		}
		List<RequestReadingProblem> problems = new ArrayList<>();
		String order = "%d (by a FilterRegistrationBean, as @Order at a @Bean method does not count)"
			.formatted(this.registrations.get(security).getOrder());
		for (AbstractFilterRegistrationBean<?> registration : this.registrations.subList(security + 1,
				this.registrations.size())) {
			for (Filter filter : flatten(registration.getFilter())) {
				String change = change(filter);
				if (change != null) {
					problems.add(RequestReadingProblem.filter(names(registration, filter), change, order));
				}
			}
		}
		ServletContext servletContext = (this.beanFactory instanceof WebApplicationContext server)
				? server.getServletContext() : null;
		if (servletContext != null) {
			problems.addAll(findRewritingIn(servletContext, order));
		}
		return problems;
	}

	/**
	 * Makes sure that requests are edited however they are dispatched.
	 * @throws HiddenRoutesException if Spring Security's filter is not called for each
	 * type of dispatch
	 */
	void requireEveryDispatch() {
		Set<DispatcherType> missing = EnumSet.allOf(DispatcherType.class);
		for (AbstractFilterRegistrationBean<?> registration : this.registrations) {
			if (isSecurityEverywhere(registration)) {
				missing.removeAll(registration.determineDispatcherTypes());
			}
		}
		if (!missing.isEmpty()) {
			throw HiddenRoutesException.partlyDispatched(SECURITY, missing.toString());
		}
	}

	private boolean isForEveryRequest(AbstractFilterRegistrationBean<?> registration) {
		return isSecurityEverywhere(registration)
				&& registration.determineDispatcherTypes().contains(DispatcherType.REQUEST);
	}

	private boolean isSecurityEverywhere(AbstractFilterRegistrationBean<?> registration) {
		boolean everywhere = registration.getUrlPatterns().contains("/*")
				|| (registration.getUrlPatterns().isEmpty() && !isByServlet(registration));
		return isSecurity(registration.getFilter()) && everywhere;
	}

	private List<String> describeSecurity() {
		List<String> descriptions = new ArrayList<>();
		for (AbstractFilterRegistrationBean<?> registration : this.registrations) {
			if (isSecurity(registration.getFilter())) {
				descriptions
					.add("'%s' for dispatcher types %s and URL patterns %s".formatted(registration.getFilterName(),
							registration.determineDispatcherTypes(), registration.getUrlPatterns()));
			}
		}
		return descriptions;
	}

	private boolean isSecurity(@Nullable Filter filter) {
		Object security = securityBean();
		for (Filter single : flatten(filter)) {
			if (single instanceof FilterChainProxy || single == security) {
				return true;
			}
		}
		return false;
	}

	/** What is behind filters that call others. */
	private List<Filter> flatten(@Nullable Filter filter) {
		if (filter != null && filter != securityBean()
				&& AopProxyUtils.getSingletonTarget(filter) instanceof Filter target) {
			return flatten(target);
		}
		if (filter instanceof DelegatingFilterProxy proxy
				&& RewritingFilters.read(DelegatingFilterProxy.class, "targetBeanName", proxy) instanceof String name
				&& this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, Filter.class)) {
			return flatten(this.beanFactory.getBean(name, Filter.class));
		}
		if (filter instanceof CompositeFilter composite && filter != securityBean() && RewritingFilters
			.read(CompositeFilter.class, "filters", composite) instanceof Collection<?> filters) {
			List<Filter> flat = new ArrayList<>();
			for (Object inner : filters) {
				if (inner instanceof Filter innerFilter) {
					flat.addAll(flatten(innerFilter));
				}
			}
			return flat;
		}
		return (filter != null) ? List.of(filter) : List.of();
	}

	private @Nullable Object securityBean() {
		return this.beanFactory.containsBean(SECURITY) ? this.beanFactory.getBean(SECURITY) : null;
	}

	private static @Nullable String change(Filter filter) {
		if (filter instanceof UrlHandlerFilter handler
				&& !RewritingFilters.isRewriting(UrlHandlerFilter.class, handler)) {
			return null;
		}
		return change(AopProxyUtils.ultimateTargetClass(filter));
	}

	private static @Nullable String change(Class<?> type) {
		if (HiddenHttpMethodFilter.class.isAssignableFrom(type)) {
			return RewritingFilters.METHOD;
		}
		if (ForwardedHeaderFilter.class.isAssignableFrom(type)) {
			return RewritingFilters.FORWARDED;
		}
		return UrlHandlerFilter.class.isAssignableFrom(type) ? RewritingFilters.SLASH : null;
	}

	/**
	 * Finds such filters among those that are registered without Spring Boot. Where they
	 * come cannot be seen, so each counts as one behind Spring Security's.
	 */
	private List<RequestReadingProblem> findRewritingIn(ServletContext servletContext, String order) {
		Set<String> known = new HashSet<>();
		for (AbstractFilterRegistrationBean<?> registration : this.registrations) {
			known.add(registration.getFilterName());
		}
		List<RequestReadingProblem> problems = new ArrayList<>();
		for (Map.Entry<String, ? extends FilterRegistration> registration : servletContext.getFilterRegistrations()
			.entrySet()) {
			String name = registration.getKey();
			String className = registration.getValue().getClassName();
			Class<?> type = (!known.contains(name) && className != null)
					? load(className, servletContext.getClassLoader()) : null;
			String change = (type != null) ? change(type) : null;
			if (change != null) {
				problems.add(RequestReadingProblem.filter(Set.of(name), change, order));
			}
		}
		return problems;
	}

	/** A class that cannot be seen from here is not one of Spring's filters. */
	private static @Nullable Class<?> load(String name, @Nullable ClassLoader classLoader) {
		try {
			return ClassUtils.forName(name, classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	/** The bean of the registration, that of the filter, and what the server calls it. */
	private Collection<String> names(AbstractFilterRegistrationBean<?> registration, Filter filter) {
		Set<String> names = new LinkedHashSet<>();
		addNames(names, registration);
		addNames(names, filter);
		names.add(registration.getFilterName());
		return names;
	}

	private void addNames(Set<String> names, Object bean) {
		for (Map.Entry<String, ?> entry : this.beanFactory.getBeansOfType(bean.getClass(), false, false).entrySet()) {
			if (entry.getValue() == bean) {
				names.add(entry.getKey());
			}
		}
	}

}
