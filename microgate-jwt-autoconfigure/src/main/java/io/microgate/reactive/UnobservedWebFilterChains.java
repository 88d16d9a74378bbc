package io.microgate.reactive;

import java.util.List;

import org.springframework.security.web.server.WebFilterChainProxy.WebFilterChainDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Decorates Microgate's chains in the plain way, and all others in the way that observes
 * them.
 */
public final class UnobservedWebFilterChains implements WebFilterChainDecorator {

	private final WebFilterChainDecorator plain;

	private final WebFilterChainDecorator observing;

	/**
	 * Creates the decorator.
	 * @param plain for Microgate's chains
	 * @param observing for all other chains, and for requests that no chain takes
	 */
	public UnobservedWebFilterChains(WebFilterChainDecorator plain, WebFilterChainDecorator observing) {
		this.plain = plain;
		this.observing = observing;
	}

	@Override
	public WebFilterChain decorate(WebFilterChain original) {
		return this.observing.decorate(original);
	}

	@Override
	public WebFilterChain decorate(WebFilterChain original, List<WebFilter> filters) {
		boolean own = !filters.isEmpty() && filters.get(filters.size() - 1) instanceof CompositeWebFilter;
		return (own ? this.plain : this.observing).decorate(original, filters);
	}

}
