package io.microgate.reactive;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A request of no client, to ask a filter chain about. Those for one path have every
 * method that Spring Security's firewall allows; host, client and accepted media types
 * are there, but not the same in all.
 */
final class ProbeRequest extends AbstractServerHttpRequest {

	private static final InetSocketAddress LOOPBACK = new InetSocketAddress("127.0.0.1", 8080);

	/** An address for documentation (RFC 5737), which no client has. */
	private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("192.0.2.1", 8080);

	private final InetSocketAddress remote;

	private ProbeRequest(HttpMethod method, String path, String host, InetSocketAddress remote, String accept) {
		super(method, uri(host, path), null, headers(host, accept));
		this.remote = remote;
	}

	static List<ProbeRequest> allOf(String path) {
		return List.of(new ProbeRequest(HttpMethod.GET, path, "localhost", LOOPBACK, "text/html"),
				new ProbeRequest(HttpMethod.HEAD, path, "probe.microgate.example", LOOPBACK, "*/*"),
				new ProbeRequest(HttpMethod.POST, path, "localhost", ELSEWHERE, "application/json"),
				new ProbeRequest(HttpMethod.PUT, path, "probe.microgate.example", ELSEWHERE, "application/json"),
				new ProbeRequest(HttpMethod.PATCH, path, "localhost", LOOPBACK, "application/xml"),
				new ProbeRequest(HttpMethod.DELETE, path, "localhost", ELSEWHERE, "*/*"),
				new ProbeRequest(HttpMethod.OPTIONS, path, "localhost", LOOPBACK, "*/*"));
	}

	/** Routes have decoded paths. */
	private static URI uri(String host, String path) {
		try {
			return new URI("http", host, path, null);
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static HttpHeaders headers(String host, String accept) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.HOST, host);
		headers.set(HttpHeaders.USER_AGENT, "microgate-probe");
		headers.set(HttpHeaders.ACCEPT, accept);
		return headers;
	}

	@Override
	public InetSocketAddress getRemoteAddress() {
		return this.remote;
	}

	@Override
	public InetSocketAddress getLocalAddress() {
		return LOOPBACK;
	}

	@Override
	protected MultiValueMap<String, HttpCookie> initCookies() {
		return new LinkedMultiValueMap<>();
	}

	@Override
	protected @Nullable SslInfo initSslInfo() {
		return null;
	}

	@Override
	public <T> T getNativeRequest() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return Flux.empty();
	}

}
