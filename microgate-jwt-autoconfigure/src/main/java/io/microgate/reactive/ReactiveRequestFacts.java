package io.microgate.reactive;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
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
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;

/**
 * Facts of an exchange's request. Header fields are read past Spring Security's own
 * firewall, but not past another one.
 */
final class ReactiveRequestFacts implements RequestFacts {

	private final ServerHttpRequest request;

	private final @Nullable ServerWebExchange exchange;

	private final GatewayReading gateway;

	private final boolean forwarded;

	private final String path;

	private @Nullable ExpressionBudget expressionBudget;

	private @Nullable HttpHeaders headers;

	private @Nullable Map<String, List<String>> headersByName;

	private List<String> headerNames = List.of();

	private @Nullable QueryParameters queryParameters;

	private @Nullable InetAddress remoteAddress;

	private ReactiveRequestFacts(ServerHttpRequest request, @Nullable ServerWebExchange exchange,
			GatewayReading gateway, boolean forwarded) {
		this.request = request;
		this.exchange = exchange;
		this.gateway = gateway;
		this.forwarded = forwarded;
		this.path = gateway.agreesOnPath(request) ? decodePath(request) : "";
	}

	/**
	 * Facts of an exchange.
	 * @param exchange the exchange
	 * @param gateway what a gateway reads of it
	 * @param forwarded whether the server may report a forwarded address
	 * @return the facts
	 */
	static ReactiveRequestFacts of(ServerWebExchange exchange, GatewayReading gateway, boolean forwarded) {
		return new ReactiveRequestFacts(exchange.getRequest(), exchange, gateway, forwarded);
	}

	/** Facts of a request that no filter has seen. */
	static ReactiveRequestFacts of(ServerHttpRequest request, boolean forwarded) {
		return new ReactiveRequestFacts(request, null, GatewayReading.NONE, forwarded);
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
	public String rawPath() {
		return SentPath.of(this.request);
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
			HttpHeaders visible = this.request.getHeaders();
			HttpHeaders unguarded = isOfSpring(visible) ? new HttpHeaders(visible) : visible;
			this.headers = (this.exchange != null) ? HiddenFields.addTo(unguarded, this.exchange) : unguarded;
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

	@Override
	public @Nullable InetAddress peerAddress() {
		return RemoteAddress.parse(ReactivePeer.address(this.request, this.forwarded));
	}

	@Override
	public @Nullable X509Certificate peerCertificate() {
		SslInfo tls = this.request.getSslInfo();
		X509Certificate[] chain = (tls != null) ? tls.getPeerCertificates() : null;
		return (chain != null && chain.length > 0) ? chain[0] : null;
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
