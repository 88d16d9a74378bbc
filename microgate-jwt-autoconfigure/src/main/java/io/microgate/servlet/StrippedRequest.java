package io.microgate.servlet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.propagation.StrippedSources;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Shows the query and the cookies of a request without its token. A parameter of that
 * name is absent even if it comes from a form, since a server does not tell which.
 */
final class StrippedRequest extends HttpServletRequestWrapper {

	/** Attributes with the query of a request that has been dispatched again. */
	private static final Set<String> QUERIES = Set.of(RequestDispatcher.FORWARD_QUERY_STRING,
			RequestDispatcher.INCLUDE_QUERY_STRING, RequestDispatcher.ERROR_QUERY_STRING,
			AsyncContext.ASYNC_QUERY_STRING);

	private final StrippedSources stripped;

	StrippedRequest(EditedRequest request, StrippedSources stripped) {
		super(request);
		this.stripped = stripped;
	}

	@Override
	public @Nullable String getQueryString() {
		return this.stripped.query(super.getQueryString());
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		Object value = super.getAttribute(name);
		return (value instanceof String query && QUERIES.contains(name)) ? this.stripped.query(query) : value;
	}

	@Override
	public @Nullable String getParameter(String name) {
		return this.stripped.hasParameter(name) ? null : super.getParameter(name);
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		return this.stripped.hasParameter(name) ? null : super.getParameterValues(name);
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return Collections.enumeration(getParameterMap().keySet());
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		Map<String, String[]> parameters = new LinkedHashMap<>(super.getParameterMap());
		parameters.keySet().removeIf(this.stripped::hasParameter);
		return Collections.unmodifiableMap(parameters);
	}

	@Override
	public Cookie @Nullable [] getCookies() {
		Cookie[] sent = super.getCookies();
		if (sent == null) {
			return null;
		}
		List<Cookie> cookies = new ArrayList<>(List.of(sent));
		cookies.removeIf((cookie) -> this.stripped.cookies().contains(cookie.getName()));
		return cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
	}

	@Override
	public @Nullable String getHeader(String name) {
		if (HttpHeaders.COOKIE.equalsIgnoreCase(name)) {
			List<String> values = cookieFields();
			return values.isEmpty() ? null : values.get(0);
		}
		return super.getHeader(name);
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return HttpHeaders.COOKIE.equalsIgnoreCase(name) ? Collections.enumeration(cookieFields())
				: super.getHeaders(name);
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		List<String> names = Collections.list(super.getHeaderNames());
		if (cookieFields().isEmpty()) {
			names.removeIf(HttpHeaders.COOKIE::equalsIgnoreCase);
		}
		return Collections.enumeration(names);
	}

	@Override
	public AsyncContext startAsync() {
		return new EditedAsyncContext(super.startAsync(), this);
	}

	@Override
	public @Nullable AsyncContext getAsyncContext() {
		return EditedAsyncContext.ofStarted(super.getAsyncContext(), this);
	}

	private List<String> cookieFields() {
		List<String> values = new ArrayList<>(1);
		super.getHeaders(HttpHeaders.COOKIE).asIterator().forEachRemaining((sent) -> {
			String value = this.stripped.cookies(sent);
			if (!value.isEmpty()) {
				values.add(value);
			}
		});
		return values;
	}

}
