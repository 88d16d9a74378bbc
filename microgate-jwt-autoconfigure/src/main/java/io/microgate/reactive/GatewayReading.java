package io.microgate.reactive;

import java.net.InetSocketAddress;

import io.microgate.request.HostName;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What a gateway in the application reads in a request. It finds its routes by the whole
 * path and by the {@code Host} header, while Spring's handlers and Microgate go by what
 * forwarded headers make of both. A request that is two things is not judged.
 */
public final class GatewayReading {

	/**
	 * There is no gateway to disagree with.
	 */
	public static final GatewayReading NONE = new GatewayReading(false, "");

	private final boolean present;

	private final String basePath;

	private GatewayReading(boolean present, String basePath) {
		this.present = present;
		this.basePath = basePath;
	}

	/**
	 * For an application with a gateway.
	 * @param basePath where the application is mounted, empty for the root: the only
	 * context path that a gateway leaves out
	 * @return the reading
	 */
	public static GatewayReading of(String basePath) {
		return new GatewayReading(true, basePath);
	}

	boolean isPresent() {
		return this.present;
	}

	boolean agreesOnPath(ServerHttpRequest request) {
		return !this.present || this.basePath.equals(request.getPath().contextPath().value());
	}

	boolean agreesOnHost(ServerHttpRequest request, String host) {
		InetSocketAddress header = this.present ? new HttpHeaders(request.getHeaders()).getHost() : null;
		return header == null || HostName.normalize(header.getHostString()).equals(host);
	}

}
