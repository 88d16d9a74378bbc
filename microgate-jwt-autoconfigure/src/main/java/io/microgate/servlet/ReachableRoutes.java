package io.microgate.servlet;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.coverage.FilterChainBeans;
import io.microgate.coverage.HiddenRoutesException;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Makes sure at start that requests reach the chain of the routes: an application that
 * has excluded Spring Security's filter, or ignores all requests, would start all the
 * same and protect nothing.
 */
final class ReachableRoutes implements SmartInitializingSingleton {

	/** The name by which the servlet container knows it, too. */
	private static final String FILTER = "springSecurityFilterChain";

	private final ListableBeanFactory beanFactory;

	private final CheckedConfiguration configuration;

	ReachableRoutes(ListableBeanFactory beanFactory, CheckedConfiguration configuration) {
		this.beanFactory = beanFactory;
		this.configuration = configuration;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.beanFactory.containsBean(FILTER)) {
			throw HiddenRoutesException.withoutFilter(FILTER, "ServletWebSecurityAutoConfiguration");
		}
		if (this.beanFactory.getBean(FILTER) instanceof FilterChainProxy proxy) {
			requireNoneBefore(this.beanFactory.getBean(FilterChainBeans.ROUTES_CHAIN), proxy);
		}
		if (this.configuration.editsRequests()) {
			new ServletFilters(this.beanFactory).requireEveryDispatch();
		}
	}

	private void requireNoneBefore(Object routesChain, FilterChainProxy proxy) {
		AnyRequest anyRequest = null;
		for (SecurityFilterChain chain : proxy.getFilterChains()) {
			if (chain == routesChain) {
				return;
			}
			if (anyRequest == null) {
				anyRequest = ForeignChains.anyRequest(this.beanFactory, this.configuration);
			}
			if (anyRequest.isTakenBy(chain)) {
				throw HiddenRoutesException.ignored();
			}
		}
	}

}
