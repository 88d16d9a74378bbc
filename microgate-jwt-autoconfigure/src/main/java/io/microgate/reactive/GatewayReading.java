package io.microgate.reactive;

import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.microgate.match.HostName;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What a gateway in the application reads in a request. It finds its routes by the whole
 * path and by the {@code Host} header, while Spring's handlers, and we, go by what
 * forwarded headers make of both. A request that is two things is not judged.
 */
public final class GatewayReading {

	/**
	 * There is no gateway to disagree with.
	 */
	public static final GatewayReading NONE = new GatewayReading(false, "", () -> false);

	private final boolean present;

	private final String basePath;

	private final BooleanSupplier hostsMatter;

	private GatewayReading(boolean present, String basePath, BooleanSupplier hostsMatter) {
		this.present = present;
		this.basePath = basePath;
		this.hostsMatter = hostsMatter;
	}

	/**
	 * For an application with a gateway.
	 * @param basePath where the application is mounted, empty for the root: the only
	 * context path that a gateway leaves out
	 * @param hostsMatter whether the routes in force are told apart by hosts
	 * @return the reading
	 */
	public static GatewayReading of(String basePath, BooleanSupplier hostsMatter) {
		return new GatewayReading(true, basePath, hostsMatter);
	}

	boolean agreesOn(ServerHttpRequest request, Supplier<String> host) {
		return !this.present || (this.basePath.equals(request.getPath().contextPath().value())
				&& (!this.hostsMatter.getAsBoolean() || isHost(request, host.get())));
	}

	private static boolean isHost(ServerHttpRequest request, String host) {
		InetSocketAddress header = new HttpHeaders(request.getHeaders()).getHost();
		return header == null || HostName.normalize(header.getHostString()).equals(host);
	}

}
