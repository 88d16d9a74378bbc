package io.microgate.reactive;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.ClassUtils;

/**
 * Finds the address of the TCP connection: on Netty whatever forwarded header fields and
 * the PROXY protocol say, on Tomcat and Jetty where the server uses no forwarded header
 * fields.
 */
final class ReactivePeer {

	private static final boolean NETTY = isPresent("reactor.netty.Connection");

	private static final boolean SERVLET = isPresent("jakarta.servlet.ServletRequest");

	private ReactivePeer() {
	}

	private static boolean isPresent(String name) {
		return ClassUtils.isPresent(name, ReactivePeer.class.getClassLoader());
	}

	/**
	 * Finds the address.
	 * @param request the request
	 * @param forwarded whether the server may have replaced the address by a forwarded
	 * one
	 * @return the address, {@code null} if it is not known
	 */
	static @Nullable String address(ServerHttpRequest request, boolean forwarded) {
		Object sent = SentPath.nativeRequest(request);
		if (sent == null) {
			return null;
		}
		if (NETTY && Channels.isConnection(sent)) {
			return Channels.address(sent);
		}
		return (SERVLET && !forwarded) ? ServletRequests.address(sent) : null;
	}

	/** Apart, so that it is loaded with Netty only. */
	private static final class Channels {

		static boolean isConnection(Object sent) {
			return sent instanceof Connection;
		}

		static @Nullable String address(Object sent) {
			if (!(((Connection) sent).channel().remoteAddress() instanceof InetSocketAddress socket)) {
				return null;
			}
			InetAddress address = socket.getAddress();
			return (address != null) ? address.getHostAddress() : null;
		}

	}

	/** Apart, so that it is loaded with servers of the Servlet API only. */
	private static final class ServletRequests {

		static @Nullable String address(Object sent) {
			return (sent instanceof ServletRequest request) ? request.getRemoteAddr() : null;
		}

	}

}
