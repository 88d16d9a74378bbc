package io.microgate.benchmarks;

import java.io.BufferedReader;
import java.security.Principal;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.Part;

/**
 * A GET request that costs little, whoever asks it. What no filter asks is not supported.
 */
final class LightRequest implements HttpServletRequest {

	private final ServletContext context;

	private final String path;

	/** Names and values by turns. */
	private final String[] headers;

	private final Map<String, Object> attributes = new HashMap<>();

	LightRequest(ServletContext context, String path, String[] headers) {
		this.context = context;
		this.path = path;
		this.headers = headers;
	}

	@Override
	public String getHeader(String name) {
		for (int i = 0; i < this.headers.length; i += 2) {
			if (this.headers[i].equalsIgnoreCase(name)) {
				return this.headers[i + 1];
			}
		}
		return null;
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		String value = getHeader(name);
		return (value != null) ? Collections.enumeration(List.of(value)) : Collections.emptyEnumeration();
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		return new Enumeration<>() {

			private int next;

			@Override
			public boolean hasMoreElements() {
				return this.next < LightRequest.this.headers.length;
			}

			@Override
			public String nextElement() {
				this.next += 2;
				return LightRequest.this.headers[this.next - 2];
			}

		};
	}

	@Override
	public Object getAttribute(String name) {
		return this.attributes.get(name);
	}

	@Override
	public Enumeration<String> getAttributeNames() {
		return Collections.enumeration(this.attributes.keySet());
	}

	@Override
	public void setAttribute(String name, Object value) {
		this.attributes.put(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		this.attributes.remove(name);
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return Collections.emptyEnumeration();
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		return Map.of();
	}

	@Override
	public Enumeration<Locale> getLocales() {
		return Collections.enumeration(List.of(Locale.ROOT));
	}

	@Override
	public String getMethod() {
		return "GET";
	}

	@Override
	public String getRequestURI() {
		return this.path;
	}

	@Override
	public String getServletPath() {
		return this.path;
	}

	@Override
	public String getContextPath() {
		return "";
	}

	@Override
	public String getPathInfo() {
		return null;
	}

	@Override
	public String getPathTranslated() {
		return null;
	}

	@Override
	public String getQueryString() {
		return null;
	}

	@Override
	public StringBuffer getRequestURL() {
		return new StringBuffer("http://localhost").append(this.path);
	}

	@Override
	public String getAuthType() {
		return null;
	}

	@Override
	public String getRemoteUser() {
		return null;
	}

	@Override
	public Principal getUserPrincipal() {
		return null;
	}

	@Override
	public boolean isUserInRole(String role) {
		return false;
	}

	@Override
	public Cookie[] getCookies() {
		return null;
	}

	@Override
	public long getDateHeader(String name) {
		return -1;
	}

	@Override
	public int getIntHeader(String name) {
		return -1;
	}

	@Override
	public String getRequestedSessionId() {
		return null;
	}

	@Override
	public boolean isRequestedSessionIdValid() {
		return false;
	}

	@Override
	public boolean isRequestedSessionIdFromCookie() {
		return false;
	}

	@Override
	public boolean isRequestedSessionIdFromURL() {
		return false;
	}

	@Override
	public HttpSession getSession(boolean create) {
		if (create) {
			throw new UnsupportedOperationException("Nobody has a session here");
		}
		return null;
	}

	@Override
	public HttpSession getSession() {
		return getSession(true);
	}

	@Override
	public String getCharacterEncoding() {
		return null;
	}

	@Override
	public int getContentLength() {
		return -1;
	}

	@Override
	public long getContentLengthLong() {
		return -1;
	}

	@Override
	public String getContentType() {
		return null;
	}

	@Override
	public String getParameter(String name) {
		return null;
	}

	@Override
	public String[] getParameterValues(String name) {
		return null;
	}

	@Override
	public String getProtocol() {
		return "HTTP/1.1";
	}

	@Override
	public String getScheme() {
		return "http";
	}

	@Override
	public String getServerName() {
		return "localhost";
	}

	@Override
	public int getServerPort() {
		return 80;
	}

	@Override
	public String getRemoteAddr() {
		return "127.0.0.1";
	}

	@Override
	public String getRemoteHost() {
		return "127.0.0.1";
	}

	@Override
	public int getRemotePort() {
		return 50000;
	}

	@Override
	public String getLocalName() {
		return "localhost";
	}

	@Override
	public String getLocalAddr() {
		return "127.0.0.1";
	}

	@Override
	public int getLocalPort() {
		return 80;
	}

	@Override
	public Locale getLocale() {
		return Locale.ROOT;
	}

	@Override
	public boolean isSecure() {
		return false;
	}

	@Override
	public ServletContext getServletContext() {
		return this.context;
	}

	@Override
	public boolean isAsyncStarted() {
		return false;
	}

	@Override
	public boolean isAsyncSupported() {
		return true;
	}

	@Override
	public DispatcherType getDispatcherType() {
		return DispatcherType.REQUEST;
	}

	@Override
	public String getRequestId() {
		return "1";
	}

	@Override
	public String getProtocolRequestId() {
		return "";
	}

	@Override
	public void setCharacterEncoding(String encoding) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ServletInputStream getInputStream() {
		throw new UnsupportedOperationException();
	}

	@Override
	public BufferedReader getReader() {
		throw new UnsupportedOperationException();
	}

	@Override
	public RequestDispatcher getRequestDispatcher(String path) {
		throw new UnsupportedOperationException();
	}

	@Override
	public AsyncContext startAsync() {
		throw new UnsupportedOperationException();
	}

	@Override
	public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
		throw new UnsupportedOperationException();
	}

	@Override
	public AsyncContext getAsyncContext() {
		throw new UnsupportedOperationException();
	}

	@Override
	public ServletConnection getServletConnection() {
		throw new UnsupportedOperationException();
	}

	@Override
	public String changeSessionId() {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean authenticate(HttpServletResponse response) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void login(String username, String password) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void logout() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Collection<Part> getParts() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Part getPart(String name) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T extends HttpUpgradeHandler> T upgrade(Class<T> handlerClass) {
		throw new UnsupportedOperationException();
	}

}
