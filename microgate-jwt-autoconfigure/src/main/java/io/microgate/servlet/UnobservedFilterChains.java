package io.microgate.servlet;

import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;

import org.springframework.security.web.FilterChainProxy.FilterChainDecorator;

/**
 * Decorates Microgate's chains in the plain way, and all others in the way that observes
 * them.
 */
public final class UnobservedFilterChains implements FilterChainDecorator {

	private final FilterChainDecorator plain;

	private final FilterChainDecorator observing;

	/**
	 * Creates the decorator.
	 * @param plain for Microgate's chains
	 * @param observing for all other chains, and for requests that no chain takes
	 */
	public UnobservedFilterChains(FilterChainDecorator plain, FilterChainDecorator observing) {
		this.plain = plain;
		this.observing = observing;
	}

	@Override
	public FilterChain decorate(FilterChain original) {
		return this.observing.decorate(original);
	}

	@Override
	public FilterChain decorate(FilterChain original, List<Filter> filters) {
		boolean own = !filters.isEmpty() && filters.get(filters.size() - 1) instanceof RefusingAuthorizationFilter;
		return (own ? this.plain : this.observing).decorate(original, filters);
	}

}
