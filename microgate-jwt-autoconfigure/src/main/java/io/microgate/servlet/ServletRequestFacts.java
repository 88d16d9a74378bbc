package io.microgate.servlet;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import io.microgate.match.RemoteAddress;
import io.microgate.match.RequestFacts;
import io.microgate.route.RequestPath;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.firewall.FirewalledRequest;

/**
 * Facts of a servlet request. Read past the firewall's wrapper, which throws on header
 * values that we have to judge ourselves.
 */
final class ServletRequestFacts implements RequestFacts {

	private final HttpServletRequest request;

	private final @Nullable String path;

	private ServletRequestFacts(HttpServletRequest request) {
		this.request = request;
		this.path = decodePath(request);
	}

	static ServletRequestFacts of(HttpServletRequest request) {
		return new ServletRequestFacts((request instanceof FirewalledRequest firewalled)
				? (HttpServletRequest) firewalled.getRequest() : request);
	}

	private static @Nullable String decodePath(HttpServletRequest request) {
		String target = request.getRequestURI();
		String contextPath = request.getContextPath();
		if (target == null || !target.startsWith(contextPath) || !isPlain(contextPath)) {
			return null;
		}
		return RequestPath.decode(target.substring(contextPath.length()));
	}

	/** It is reported as sent, so that what is odd in it makes the target odd. */
	private static boolean isPlain(String contextPath) {
		return contextPath.isEmpty() || RequestPath.decode(contextPath) != null;
	}

	/** Whether there is one reading of the path. */
	boolean isPathJudged() {
		return this.path != null;
	}

	@Override
	public String method() {
		return this.request.getMethod();
	}

	@Override
	public String host() {
		String host = this.request.getServerName();
		if (host == null) {
			return "";
		}
		String lowerCase = host.toLowerCase(Locale.ROOT);
		return lowerCase.endsWith(".") ? lowerCase.substring(0, lowerCase.length() - 1) : lowerCase;
	}

	@Override
	public String path() {
		return (this.path != null) ? this.path : "";
	}

	@Override
	public @Nullable String query() {
		return this.request.getQueryString();
	}

	@Override
	public Iterable<String> headerNames() {
		return Collections.list(this.request.getHeaderNames());
	}

	@Override
	public List<String> headers(String name) {
		return Collections.list(this.request.getHeaders(name));
	}

	@Override
	public @Nullable InetAddress remoteAddress() {
		return RemoteAddress.parse(this.request.getRemoteAddr());
	}

}
