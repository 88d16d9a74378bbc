package io.microgate.servlet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the address of the TCP connection on Jetty, whatever forwarded header fields and
 * the PROXY protocol say.
 */
final class JettyPeer implements HttpConfiguration.Customizer {

	static void addTo(Server server) {
		for (Connector connector : server.getConnectors()) {
			connector.getConnectionFactories()
				.stream()
				.filter(HttpConfiguration.ConnectionFactory.class::isInstance)
				.map((factory) -> ((HttpConfiguration.ConnectionFactory) factory).getHttpConfiguration())
				.distinct()
				.forEach((configuration) -> configuration.addCustomizer(new JettyPeer()));
		}
	}

	@Override
	public Request customize(Request request, HttpFields.Mutable responseHeaders) {
		request.setAttribute(ServletPeer.ADDRESS,
				address(request.getConnectionMetaData().getConnection().getEndPoint()));
		return request;
	}

	private static @Nullable String address(EndPoint endPoint) {
		EndPoint outermost = endPoint;
		while (outermost instanceof EndPoint.Wrapper wrapper) {
			outermost = wrapper.unwrap();
		}
		SocketAddress address = outermost.getRemoteSocketAddress();
		InetAddress internet = (address instanceof InetSocketAddress socket) ? socket.getAddress() : null;
		return (internet != null) ? internet.getHostAddress() : null;
	}

}
