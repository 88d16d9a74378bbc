package io.microgate.reactive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.coverage.FilterChainBeans;
import io.microgate.coverage.HiddenRoutesException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.log.LogMessage;
import org.springframework.http.server.reactive.ContextPathCompositeHandler;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.handler.FilteringWebHandler;
import org.springframework.web.server.handler.WebHandlerDecorator;

/**
 * Makes sure at start that requests reach the chain of the routes: an application without
 * Spring Security's filter, with a handler of its own that does not call it, or with a
 * chain before that of the routes that takes any request, would start all the same and
 * protect nothing.
 */
final class ReactiveReachableRoutes implements SmartInitializingSingleton {

	/** Of Spring Security. A filter of the application need not know the chains. */
	private static final String FILTER = "org.springframework.security.config.annotation.web.reactive."
			+ "WebFluxSecurityConfiguration.WebFilterChainFilter";

	private static final String UNKNOWN = "The matcher of the filter chain '%s' did not answer at start";

	private static final String ROUTES_PERHAPS_TAKEN = UNKNOWN
			+ ": routes are enforced only for requests that this chain does not match";

	private static final String UNMATCHED_PERHAPS_TAKEN = UNKNOWN
			+ ": requests that no route matches are rejected only if this chain does not match them";

	private static final Log logger = LogFactory.getLog(ReactiveReachableRoutes.class);

	private final DefaultListableBeanFactory beanFactory;

	private final CheckedConfiguration configuration;

	ReactiveReachableRoutes(DefaultListableBeanFactory beanFactory, CheckedConfiguration configuration) {
		this.beanFactory = beanFactory;
		this.configuration = configuration;
	}

	@Override
	public void afterSingletonsInstantiated() {
		String[] filters = this.beanFactory.getBeanNamesForType(WebFilterChainProxy.class);
		if (filters.length != 1 || !filters[0].equals(FILTER)) {
			throw HiddenRoutesException.withoutFilter(FILTER, "ReactiveWebSecurityAutoConfiguration");
		}
		for (Map.Entry<String, HttpHandler> handler : this.beanFactory.getBeansOfType(HttpHandler.class).entrySet()) {
			requireFilter(handler.getKey(), handler.getValue());
		}
		Map<String, SecurityWebFilterChain> foreign = foreignChains();
		if (!foreign.isEmpty()) {
			requireNoneHidingTheRoutes(foreign);
		}
	}

	/** Spring Boot's handler has all filters, one of the application need not. */
	private void requireFilter(String name, HttpHandler handler) {
		if (FieldRemovingHandler.unwrap(handler) instanceof WebHandler webHandler) {
			if (!callsFilter(webHandler)) {
				throw HiddenRoutesException.unfiltered(name, FILTER);
			}
		}
		else if (!(handler instanceof ContextPathCompositeHandler || handler instanceof BasePathHandler)) {
			logger.warn(LogMessage.format("Routes are enforced only if the HttpHandler '%s' calls '%s'", name, FILTER));
		}
	}

	private boolean callsFilter(WebHandler handler) {
		Object filter = this.beanFactory.getBean(FILTER);
		WebHandler current = handler;
		while (current instanceof WebHandlerDecorator decorator) {
			if (current instanceof FilteringWebHandler filtering && filtering.getFilters().contains(filter)) {
				return true;
			}
			current = decorator.getDelegate();
		}
		return false;
	}

	private void requireNoneHidingTheRoutes(Map<String, SecurityWebFilterChain> foreign) {
		AnyExchange anyExchange = AnyExchange.including(this.configuration.properties().routes());
		List<SecurityWebFilterChain> chains = this.beanFactory.getBeanProvider(SecurityWebFilterChain.class)
			.orderedStream()
			.toList();
		int routes = chains.indexOf(this.beanFactory.getBean(FilterChainBeans.ROUTES_CHAIN));
		MicrogateProperties properties = this.configuration.properties();
		foreign.forEach((name, chain) -> {
			boolean first = chains.indexOf(chain) < routes;
			String everyPath = first ? null : FilterChainBeans.routeOfEveryPath(properties.routes(),
					properties.accessControlPolicies().values());
			if (everyPath != null) {
				logger.warn(LogMessage.format(FilterChainBeans.UNREACHED, name, everyPath));
				return;
			}
			Boolean taken = anyExchange.isTakenBy(chain);
			if (taken == null) {
				logger.warn(LogMessage.format(first ? ROUTES_PERHAPS_TAKEN : UNMATCHED_PERHAPS_TAKEN, name));
				return;
			}
			if (!taken) {
				return;
			}
			if (first) {
				throw new HiddenRoutesException(name);
			}
			logger.warn(LogMessage.format(FilterChainBeans.UNMATCHED_TAKEN, name));
		});
	}

	/**
	 * Whether the last chain may be left out for a foreign one. A chain that looks at the
	 * request might not take all, so then the last chain stays behind it.
	 */
	boolean isAnyRequestTaken() {
		for (SecurityWebFilterChain chain : foreignChains().values()) {
			if (AnyExchange.isTakenUnseenBy(chain)) {
				return true;
			}
		}
		return false;
	}

	private Map<String, SecurityWebFilterChain> foreignChains() {
		Map<String, SecurityWebFilterChain> chains = new LinkedHashMap<>();
		for (String name : FilterChainBeans.names(this.beanFactory, SecurityWebFilterChain.class)) {
			chains.put(name, this.beanFactory.getBean(name, SecurityWebFilterChain.class));
		}
		return chains;
	}

}
