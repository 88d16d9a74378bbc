package io.microgate.reactive;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.microgate.match.ExpressionBudget;
import io.microgate.request.HostName;
import io.microgate.request.QueryParameters;
import io.microgate.request.RemoteAddress;
import io.microgate.request.RequestFacts;
import io.microgate.request.RequestPath;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;

/**
 * Facts of an exchange's request. Header fields are read past Spring Security's own
 * firewall, but not past another one.
 */
final class ReactiveRequestFacts implements RequestFacts {

	private final ServerHttpRequest request;

	private final GatewayReading gateway;

	private final String path;

	private @Nullable ExpressionBudget expressionBudget;

	private @Nullable HttpHeaders headers;

	private @Nullable Map<String, List<String>> headersByName;

	private List<String> headerNames = List.of();

	private @Nullable QueryParameters queryParameters;

	private @Nullable InetAddress remoteAddress;

	private ReactiveRequestFacts(ServerHttpRequest request, GatewayReading gateway) {
		this.request = request;
		this.gateway = gateway;
		this.path = gateway.agreesOnPath(request) ? decodePath(request) : "";
	}

	static ReactiveRequestFacts of(ServerWebExchange exchange, GatewayReading gateway) {
		return new ReactiveRequestFacts(exchange.getRequest(), gateway);
	}

	/**
	 * Spring's own handler mappings go by this path, without a fragment. An absolute
	 * target need not have any (RFC 9112 section 3.2.2).
	 */
	private static String decodePath(ServerHttpRequest request) {
		String raw = request.getPath().value();
		if (request.getURI().getRawFragment() != null) {
			return "";
		}
		String path = RequestPath.decode(raw.isEmpty() ? "/" : raw, request.getPath().contextPath().value());
		return (path != null) ? path : "";
	}

	@Override
	public String method() {
		return this.request.getMethod().name();
	}

	@Override
	public String host() {
		return HostName.normalize(withoutPort(this.request.getURI()));
	}

	/** Unlike the host of the URI, its authority may be no proper name. */
	private static @Nullable String withoutPort(URI uri) {
		String authority = uri.getRawAuthority();
		if (authority == null) {
			return null;
		}
		int colon = authority.lastIndexOf(':');
		return (colon > authority.lastIndexOf(']')) ? authority.substring(0, colon) : authority;
	}

	@Override
	public boolean isHostJudged() {
		return RequestFacts.super.isHostJudged() && this.gateway.agreesOnHost(this.request, host());
	}

	@Override
	public String path() {
		return this.path;
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
		return this.request.getURI().getRawQuery();
	}

	@Override
	public List<String> queryParameters(String name) {
		if (this.queryParameters == null) {
			this.queryParameters = QueryParameters.parse(query());
		}
		return this.queryParameters.values(name);
	}

	@Override
	public Iterable<String> headerNames() {
		if (this.headersByName == null) {
			this.headersByName = readHeaders();
			this.headerNames = List.copyOf(this.headersByName.keySet());
		}
		return this.headerNames;
	}

	/**
	 * Who asks for all names looks at the values of many, and a server finds each by
	 * comparing many names.
	 */
	private Map<String, List<String>> readHeaders() {
		Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String name : headers().headerNames()) {
			all.computeIfAbsent(name, headers()::getOrEmpty);
		}
		return all;
	}

	@Override
	public List<String> headers(String name) {
		return (this.headersByName != null) ? this.headersByName.getOrDefault(name, List.of())
				: headers().getOrEmpty(name);
	}

	@Override
	public boolean hasHeaderElements() {
		return this.gateway.isPresent();
	}

	@Override
	public List<String> headerElements(String name) {
		return this.gateway.isPresent() ? headers().getValuesAsList(name) : headers(name);
	}

	private HttpHeaders headers() {
		if (this.headers == null) {
			HttpHeaders sent = this.request.getHeaders();
			this.headers = isOfSpring(sent) ? new HttpHeaders(sent) : sent;
		}
		return this.headers;
	}

	/** Whether they throw on values that Microgate has to judge. */
	private static boolean isOfSpring(HttpHeaders headers) {
		return headers.getClass().getNestHost() == StrictServerWebExchangeFirewall.class;
	}

	@Override
	public @Nullable InetAddress remoteAddress() {
		if (this.remoteAddress == null) {
			this.remoteAddress = parseRemoteAddress();
		}
		return this.remoteAddress;
	}

	private @Nullable InetAddress parseRemoteAddress() {
		InetSocketAddress remote = this.request.getRemoteAddress();
		if (remote == null) {
			return null;
		}
		InetAddress address = remote.getAddress();
		return RemoteAddress.parse((address != null) ? address.getHostAddress() : remote.getHostString());
	}

}
