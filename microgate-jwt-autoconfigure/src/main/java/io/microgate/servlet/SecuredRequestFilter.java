package io.microgate.servlet;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.FilterChainProxy.FilterChainDecorator;
import org.springframework.security.web.FilterChainProxy.VirtualFilterChainDecorator;
import org.springframework.security.web.context.request.async.SecurityContextCallableProcessingInterceptor;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.util.WebUtils;

/**
 * Has the effects of four of Spring Security's filters with one wrapper around request
 * and response: no session IDs in URLs, the security context for asynchronous handlers,
 * security headers, and the client in the Servlet API. Leaves every dispatch but the
 * first to those filters.
 */
final class SecuredRequestFilter implements Filter {

	private static final Object INTERCEPTOR = new Object();

	private final SecurityContextHolderStrategy contexts = SecurityContextHolder.getContextHolderStrategy();

	private final FilterChainDecorator decorator = new VirtualFilterChainDecorator();

	private final SecurityHeaders headers = new SecurityHeaders();

	private final String rolePrefix;

	private final SecurityContextHolderAwareRequestFilter servletApi;

	private final List<Filter> stock;

	SecuredRequestFilter(String rolePrefix, AuthenticationEntryPoint entryPoint) {
		this.rolePrefix = rolePrefix;
		this.servletApi = servletApi(rolePrefix, entryPoint);
		this.stock = List.of(new DisableEncodeUrlFilter(), new WebAsyncManagerIntegrationFilter(),
				new HeaderWriterFilter(List.of(this.headers)), this.servletApi);
	}

	private static SecurityContextHolderAwareRequestFilter servletApi(String rolePrefix,
			AuthenticationEntryPoint entryPoint) {
		SecurityContextHolderAwareRequestFilter filter = new SecurityContextHolderAwareRequestFilter();
		filter.setAuthenticationEntryPoint(entryPoint);
		filter.setRolePrefix(rolePrefix);
		try {
			filter.afterPropertiesSet();
		}
		catch (ServletException ex) {
			throw new IllegalStateException(ex);
		}
		return filter;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		if (isFirst(request)) {
			secure(request, (HttpServletResponse) response, chain);
		}
		else {
			this.decorator.decorate(chain, this.stock).doFilter(request, response);
		}
	}

	/** An attribute tells whether a chain in front has filtered the request already. */
	private static boolean isFirst(HttpServletRequest request) {
		return request.getDispatcherType() == DispatcherType.REQUEST
				&& request.getAttribute(WebUtils.ERROR_REQUEST_URI_ATTRIBUTE) == null
				&& request.getAttribute(SecuredRequest.HEADERS_MARK) == null;
	}

	private void secure(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		SecurityContextCallableProcessingInterceptor interceptor = new SecurityContextCallableProcessingInterceptor();
		interceptor.setSecurityContextHolderStrategy(this.contexts);
		WebAsyncUtils.getAsyncManager(request).registerCallableInterceptor(INTERCEPTOR, interceptor);
		SecuredResponse securedResponse = new SecuredResponse(request, response, this.headers);
		SecuredRequest securedRequest = new SecuredRequest(request, securedResponse, this.rolePrefix, this.servletApi);
		securedRequest.setSecurityContextHolderStrategy(this.contexts);
		try {
			chain.doFilter(securedRequest, securedResponse);
		}
		finally {
			securedRequest.endFiltering();
			securedResponse.writeHeaders();
		}
	}

}
