package io.microgate.servlet;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;

import io.microgate.match.HostName;
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

	private final String path;

	private ServletRequestFacts(HttpServletRequest request) {
		this.request = request;
		this.path = decodePath(request);
	}

	static ServletRequestFacts of(HttpServletRequest request) {
		return new ServletRequestFacts((request instanceof FirewalledRequest firewalled)
				? (HttpServletRequest) firewalled.getRequest() : request);
	}

	private static String decodePath(HttpServletRequest request) {
		String target = request.getRequestURI();
		String path = (target != null) ? RequestPath.decode(target, request.getContextPath()) : null;
		return (path != null) ? path : "";
	}

	@Override
	public String method() {
		return this.request.getMethod();
	}

	@Override
	public String host() {
		return HostName.normalize(this.request.getServerName());
	}

	@Override
	public String path() {
		return this.path;
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
