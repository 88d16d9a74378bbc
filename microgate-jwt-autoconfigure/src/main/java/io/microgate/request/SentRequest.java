package io.microgate.request;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.microgate.match.ExpressionBudget;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ForwardedHeaderUtils;
import org.springframework.web.util.UriUtils;

/**
 * Facts of a request that is described and not received. Read as those of the web stacks
 * are.
 */
public final class SentRequest implements RequestFacts {

	/** Stands for a host that forwarded headers do not change. */
	private static final URI UNKNOWN = URI.create("http://unknown.invalid");

	private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-Host", "X-Forwarded-Port",
			"X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Forwarded-Ssl", "X-Forwarded-For");

	private final String method;

	private final String host;

	private final String path;

	private final String rawPath;

	private final @Nullable String query;

	private final Map<String, List<String>> headers;

	private final @Nullable InetAddress remoteAddress;

	private final Sender sender;

	private final ExpressionBudget expressionBudget = ExpressionBudget.ofRequest();

	private SentRequest(String method, String host, String path, String rawPath, @Nullable String query,
			Map<String, List<String>> headers, @Nullable InetAddress remoteAddress, Sender sender) {
		this.method = method;
		this.host = host;
		this.path = path;
		this.rawPath = rawPath;
		this.query = query;
		this.headers = headers;
		this.remoteAddress = remoteAddress;
		this.sender = sender;
	}

	/**
	 * Reads a request.
	 * @param method the method
	 * @param target the path with the query, as sent
	 * @param contextPath where the application is mounted, empty for the root
	 * @param headerLines the header fields, each as {@code Name: value}
	 * @param remoteAddress IP address of the client, {@code null} if it is not known
	 * @return the facts
	 */
	public static SentRequest of(String method, String target, String contextPath, List<String> headerLines,
			@Nullable String remoteAddress) {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String line : headerLines) {
			int colon = line.indexOf(':');
			headers.computeIfAbsent(line.substring(0, colon).strip(), (name) -> new ArrayList<>(1))
				.add(line.substring(colon + 1).strip());
		}
		int question = target.indexOf('?');
		String raw = (question < 0) ? target : target.substring(0, question);
		String path = RequestPath.decode(raw, sentContextPath(raw, contextPath));
		InetAddress address = RemoteAddress.parse(remoteAddress);
		return new SentRequest(method, host(headers), (path != null) ? path : "", raw,
				(question < 0) ? null : target.substring(question + 1), headers, address,
				new Sender(address, null, null));
	}

	/**
	 * Copies a request that was received, so that it can be read when the server has
	 * recycled it.
	 * @param request the request, read by the thread that it belongs to
	 * @return its facts
	 */
	public static SentRequest copyOf(RequestFacts request) {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String name : request.headerNames()) {
			headers.computeIfAbsent(name, (key) -> List.copyOf(request.headers(key)));
		}
		return new SentRequest(request.method(), request.host(), request.path(), request.rawPath(), request.query(),
				headers, request.remoteAddress(),
				new Sender(request.peerAddress(), request.peerCertificate(), request.sentAt()));
	}

	/** A servlet container also takes another spelling of it for the context path. */
	private static String sentContextPath(String raw, String contextPath) {
		int end = 0;
		for (int i = 0; i < contextPath.length() && end >= 0; i++) {
			end = (contextPath.charAt(i) == '/') ? raw.indexOf('/', end + 1) : end;
		}
		String sent = (end < 0) ? raw : raw.substring(0, end);
		return contextPath.equals(RequestPath.decode(sent)) ? sent : contextPath;
	}

	private static String host(Map<String, List<String>> headers) {
		List<String> hosts = headers.getOrDefault(HttpHeaders.HOST, List.of());
		return hosts.isEmpty() ? "" : HostName.normalize(withoutPort(hosts.get(0)));
	}

	private static String withoutPort(String authority) {
		int colon = authority.lastIndexOf(':');
		return (colon > authority.lastIndexOf(']')) ? authority.substring(0, colon) : authority;
	}

	/**
	 * The same request as servers read it that take host and client from the header
	 * fields of a proxy.
	 * @return the facts
	 * @throws IllegalArgumentException if the fields cannot be read, with a message that
	 * quotes nothing of them
	 */
	public SentRequest forwarded() {
		try {
			return readForwarded();
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The forwarded header fields cannot be read");
		}
	}

	private SentRequest readForwarded() {
		HttpHeaders fields = new HttpHeaders();
		this.headers.forEach(fields::addAll);
		String forwardedHost = ForwardedHeaderUtils.adaptFromForwardedHeaders(UNKNOWN, fields).build().getHost();
		boolean known = forwardedHost != null && !forwardedHost.equals(UNKNOWN.getHost());
		InetSocketAddress client = ForwardedHeaderUtils.parseForwardedFor(UNKNOWN, fields, null);
		Map<String, List<String>> others = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		others.putAll(this.headers);
		FORWARDED.forEach(others::remove);
		return new SentRequest(this.method, known ? HostName.normalize(forwardedHost) : this.host, this.path,
				this.rawPath, this.query, others,
				(client != null) ? RemoteAddress.parse(client.getHostString()) : this.remoteAddress, this.sender);
	}

	/**
	 * The same request with another method, and nothing spent.
	 * @param other the method
	 * @return the facts
	 */
	public SentRequest withMethod(String other) {
		return new SentRequest(other, this.host, this.path, this.rawPath, this.query, this.headers, this.remoteAddress,
				this.sender);
	}

	/**
	 * The same request with another path, and nothing spent.
	 * @param other the path, decoded
	 * @return the facts
	 */
	public SentRequest withPath(String other) {
		return new SentRequest(this.method, this.host, other, UriUtils.encodePath(other, StandardCharsets.UTF_8),
				this.query, this.headers, this.remoteAddress, this.sender);
	}

	/**
	 * The same request for another host, and nothing spent.
	 * @param other the host
	 * @return the facts
	 */
	public SentRequest withHost(String other) {
		return new SentRequest(this.method, other, this.path, this.rawPath, this.query, this.headers,
				this.remoteAddress, this.sender);
	}

	/**
	 * The same request with a further header field, and nothing spent.
	 * @param name name of the field
	 * @param value its value
	 * @return the facts
	 */
	public SentRequest withHeader(String name, String value) {
		Map<String, List<String>> further = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		further.putAll(this.headers);
		List<String> values = new ArrayList<>(headers(name));
		values.add(value);
		further.put(name, values);
		return new SentRequest(this.method, this.host, this.path, this.rawPath, this.query, further, this.remoteAddress,
				this.sender);
	}

	/**
	 * The same request with a further parameter in the query, and nothing spent.
	 * @param parameter the parameter, encoded
	 * @return the facts
	 */
	public SentRequest withParameter(String parameter) {
		String further = (this.query != null) ? this.query + '&' + parameter : parameter;
		return new SentRequest(this.method, this.host, this.path, this.rawPath, further, this.headers,
				this.remoteAddress, this.sender);
	}

	/**
	 * The same request of a client that presents a certificate, and nothing spent.
	 * @param certificate the certificate
	 * @return the facts
	 */
	public SentRequest withCertificate(X509Certificate certificate) {
		return new SentRequest(this.method, this.host, this.path, this.rawPath, this.query, this.headers,
				this.remoteAddress, new Sender(this.sender.address(), certificate, this.sender.time()));
	}

	/**
	 * The same request at another time, and nothing spent.
	 * @param time when it is sent
	 * @return the facts
	 */
	public SentRequest at(Instant time) {
		return new SentRequest(this.method, this.host, this.path, this.rawPath, this.query, this.headers,
				this.remoteAddress, new Sender(this.sender.address(), this.sender.certificate(), time));
	}

	/**
	 * The same request with nothing spent.
	 * @return the facts
	 */
	public SentRequest again() {
		return new SentRequest(this.method, this.host, this.path, this.rawPath, this.query, this.headers,
				this.remoteAddress, this.sender);
	}

	@Override
	public String method() {
		return this.method;
	}

	@Override
	public String host() {
		return this.host;
	}

	@Override
	public String path() {
		return this.path;
	}

	@Override
	public String rawPath() {
		return this.rawPath;
	}

	@Override
	public @Nullable String query() {
		return this.query;
	}

	@Override
	public Iterable<String> headerNames() {
		return this.headers.keySet();
	}

	@Override
	public List<String> headers(String name) {
		return this.headers.getOrDefault(name, List.of());
	}

	@Override
	public @Nullable InetAddress remoteAddress() {
		return this.remoteAddress;
	}

	@Override
	public @Nullable InetAddress peerAddress() {
		return this.sender.address();
	}

	@Override
	public @Nullable Instant sentAt() {
		return this.sender.time();
	}

	@Override
	public @Nullable X509Certificate peerCertificate() {
		return this.sender.certificate();
	}

	@Override
	public ExpressionBudget expressionBudget() {
		return this.expressionBudget;
	}

	/** The other end of the connection, and when it sends the request. */
	private record Sender(@Nullable InetAddress address, @Nullable X509Certificate certificate,
			@Nullable Instant time) {
	}

}
