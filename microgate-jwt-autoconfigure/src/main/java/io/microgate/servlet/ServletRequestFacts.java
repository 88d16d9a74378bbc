package io.microgate.servlet;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.microgate.match.ExpressionBudget;
import io.microgate.request.HostName;
import io.microgate.request.QueryParameters;
import io.microgate.request.RemoteAddress;
import io.microgate.request.RequestFacts;
import io.microgate.request.RequestPath;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Facts of a servlet request. Read past Spring Security's own firewall, which would look
 * at each character of a token once more and throw on header values that Microgate has to
 * judge. What another firewall makes of the headers counts; the path is always the one
 * that was sent. So is a header field that is hidden from the application, unless a
 * filter of the application has put another value in its place.
 */
final class ServletRequestFacts implements RequestFacts {

	private final HttpServletRequest request;

	private final HttpServletRequest fields;

	private final @Nullable EditedRequest edited;

	private final String path;

	private @Nullable ExpressionBudget expressionBudget;

	private @Nullable Map<String, List<String>> headers;

	private List<String> headerNames = List.of();

	private @Nullable QueryParameters queryParameters;

	private @Nullable InetAddress remoteAddress;

	private ServletRequestFacts(HttpServletRequest request, HttpServletRequest fields) {
		this.request = request;
		this.fields = fields;
		this.edited = EditedRequest.innermost(request);
		this.path = decodePath(request);
	}

	static ServletRequestFacts of(HttpServletRequest request) {
		if (!(request instanceof FirewalledRequest firewalled)) {
			return new ServletRequestFacts(request, request);
		}
		HttpServletRequest sent = (HttpServletRequest) firewalled.getRequest();
		return new ServletRequestFacts(sent, isOfSpring(firewalled) ? sent : firewalled);
	}

	/** Whether a request is wrapped by Spring Security's own firewall and no other. */
	static boolean isOfSpring(HttpServletRequest request) {
		return request.getClass().getNestHost() == StrictHttpFirewall.class;
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

	/**
	 * The container wraps a request that it forwards, and a filter one whose path it
	 * makes of header fields.
	 */
	@Override
	public String rawPath() {
		ServletRequest sent = this.request;
		while (sent instanceof ServletRequestWrapper wrapper) {
			sent = wrapper.getRequest();
		}
		String target = ((HttpServletRequest) sent).getRequestURI();
		return (target != null) ? target : "";
	}

	@Override
	public ExpressionBudget expressionBudget() {
		if (this.expressionBudget == null) {
			this.expressionBudget = ExpressionBudget.ofRequest();
		}
		return this.expressionBudget;
	}

	@Override
	public @Nullable String query() {
		return this.request.getQueryString();
	}

	@Override
	public List<String> queryParameters(String name) {
		if (this.queryParameters == null) {
			this.queryParameters = QueryParameters.parse(query());
		}
		return this.queryParameters.values(name);
	}

	/** A forward to a target with a query has the parameters of both queries. */
	@Override
	public boolean hasFurtherParameters() {
		Object forwarded = this.request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
		return RequestFacts.super.hasFurtherParameters() || (forwarded != null && !forwarded.equals(query()));
	}

	@Override
	public Iterable<String> headerNames() {
		if (this.headers == null) {
			this.headers = readHeaders();
			this.headerNames = List.copyOf(this.headers.keySet());
		}
		return this.headerNames;
	}

	/**
	 * Who asks for all names looks at the values of many, and a server finds each by
	 * comparing all names.
	 */
	private Map<String, List<String>> readHeaders() {
		Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		this.fields.getHeaderNames().asIterator().forEachRemaining((name) -> all.put(name, readHeader(name)));
		if (this.edited != null) {
			this.edited.hiddenHeaderNames().forEach((name) -> all.computeIfAbsent(name, this::readHeader));
		}
		return all;
	}

	@Override
	public List<String> headers(String name) {
		return (this.headers != null) ? this.headers.getOrDefault(name, List.of()) : readHeader(name);
	}

	private List<String> readHeader(String name) {
		Enumeration<String> values = this.fields.getHeaders(name);
		if (!values.hasMoreElements()) {
			return (this.edited != null) ? Collections.list(this.edited.hiddenHeaders(name)) : List.of();
		}
		String first = values.nextElement();
		if (!values.hasMoreElements()) {
			return List.of(first);
		}
		List<String> all = new ArrayList<>();
		all.add(first);
		values.asIterator().forEachRemaining(all::add);
		return all;
	}

	@Override
	public @Nullable InetAddress remoteAddress() {
		if (this.remoteAddress == null) {
			this.remoteAddress = RemoteAddress.parse(this.request.getRemoteAddr());
		}
		return this.remoteAddress;
	}

	@Override
	public @Nullable InetAddress peerAddress() {
		return RemoteAddress.parse(ServletPeer.address(this.request));
	}

	@Override
	public @Nullable X509Certificate peerCertificate() {
		return ServletPeer.certificate(this.request);
	}

}
