package io.microgate.servlet;

import java.io.IOException;
import java.util.Objects;
import java.util.Set;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestWrapper;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers what the Servlet API says about the client from the security context. Tells
 * filters of a nested dispatch that their effects are in place already, as the attributes
 * would that Spring Security's own filters set for each request.
 */
final class SecuredRequest extends SecurityContextHolderAwareRequestWrapper {

	private static final String MARK = OncePerRequestFilter.ALREADY_FILTERED_SUFFIX;

	/** Set by {@link HeaderWriterFilter} for as long as it filters a request. */
	static final String HEADERS_MARK = HeaderWriterFilter.class.getName() + MARK;

	private static final Set<String> MARKS = Set.of(HEADERS_MARK, DisableEncodeUrlFilter.class.getName() + MARK,
			WebAsyncManagerIntegrationFilter.class.getName() + MARK);

	private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

	private final SecurityContextHolderAwareRequestFilter servletApi;

	private final SecuredResponse response;

	private final boolean pastFirewall;

	private boolean filtering = true;

	private boolean tokenFiltered;

	private @Nullable HttpServletRequest stock;

	SecuredRequest(HttpServletRequest request, SecuredResponse response, String rolePrefix,
			SecurityContextHolderAwareRequestFilter servletApi) {
		super(request, TRUST, rolePrefix);
		this.pastFirewall = ServletRequestFacts.isOfSpring(request);
		this.response = response;
		this.servletApi = servletApi;
	}

	/** Ends what filters of nested dispatches are told. */
	void endFiltering() {
		this.filtering = false;
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		if (name.endsWith(MARK)) {
			if (name.equals(TokenFilter.MARK)) {
				return this.tokenFiltered ? Boolean.TRUE : null;
			}
			if (this.filtering && MARKS.contains(name)) {
				return Boolean.TRUE;
			}
		}
		return attributes().getAttribute(name);
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		if (name.equals(TokenFilter.MARK)) {
			this.tokenFiltered = value != null;
		}
		else {
			attributes().setAttribute(name, value);
		}
	}

	@Override
	public void removeAttribute(String name) {
		if (name.equals(TokenFilter.MARK)) {
			this.tokenFiltered = false;
		}
		else {
			attributes().removeAttribute(name);
		}
	}

	/**
	 * Skips Spring Security's own firewall, which does not check attributes: handlers use
	 * dozens of them for each request. Looks for the request each time, because a server
	 * puts another one below the firewall when it forwards.
	 */
	private ServletRequest attributes() {
		ServletRequest request = getRequest();
		return (this.pastFirewall && request instanceof FirewalledRequest firewalled) ? firewalled.getRequest()
				: request;
	}

	@Override
	public RequestDispatcher getRequestDispatcher(String path) {
		return new Dispatcher(super.getRequestDispatcher(path), this.response);
	}

	@Override
	public boolean authenticate(HttpServletResponse response) throws IOException, ServletException {
		return stock().authenticate(response);
	}

	@Override
	public void login(String username, String password) throws ServletException {
		stock().login(username, password);
	}

	@Override
	public void logout() throws ServletException {
		stock().logout();
	}

	@Override
	public AsyncContext startAsync() {
		return stock().startAsync();
	}

	@Override
	public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
		return stock().startAsync(request, response);
	}

	@Override
	public @Nullable AsyncContext getAsyncContext() {
		return stock().getAsyncContext();
	}

	/** Hardly any request needs Spring Security's own wrapper. */
	private HttpServletRequest stock() {
		if (this.stock == null) {
			try {
				this.servletApi.doFilter(getRequest(), this.response,
						(request, response) -> this.stock = (HttpServletRequest) request);
			}
			catch (IOException | ServletException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return Objects.requireNonNull(this.stock);
	}

	/** Writes the headers before an include, which cannot set any. */
	private record Dispatcher(RequestDispatcher delegate, SecuredResponse including) implements RequestDispatcher {

		@Override
		public void forward(ServletRequest request, ServletResponse response) throws ServletException, IOException {
			this.delegate.forward(request, response);
		}

		@Override
		public void include(ServletRequest request, ServletResponse response) throws ServletException, IOException {
			this.including.onResponseCommitted();
			this.delegate.include(request, response);
		}

	}

}
