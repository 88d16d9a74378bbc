package io.microgate.servlet;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/**
 * Takes a client without a token for anonymous. The stock filter prepares for that behind
 * every token, too.
 */
final class AnonymousFilter extends AnonymousAuthenticationFilter {

	private final SecurityContextHolderStrategy contexts = SecurityContextHolder.getContextHolderStrategy();

	AnonymousFilter(String key) {
		super(key);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (this.contexts.getContext().getAuthentication() != null) {
			chain.doFilter(request, response);
		}
		else {
			super.doFilter(request, response, chain);
		}
	}

}
