package io.microgate.reactive;

import java.util.Set;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.PeerAddressCheck;
import io.microgate.request.ForwardedHeaders;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * Makes sure at start that the server tells the address of the TCP connection where
 * header fields of trusted proxies count.
 */
final class ReactivePeerAddresses
		implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, SmartInitializingSingleton {

	private static final String NETTY = "org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory";

	private static final Set<String> SERVLET_SERVERS = Set.of(
			"org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory",
			"org.springframework.boot.jetty.reactive.JettyReactiveWebServerFactory");

	private final ApplicationContext context;

	private final ObjectProvider<CheckedConfiguration> configuration;

	private boolean known;

	ReactivePeerAddresses(ApplicationContext context, ObjectProvider<CheckedConfiguration> configuration) {
		this.context = context;
		this.configuration = configuration;
	}

	/**
	 * Whether Tomcat or Jetty may report a forwarded address instead of the one of the
	 * TCP connection.
	 * @param context the application
	 * @return {@code true} also if the application does not bring the server
	 */
	static boolean mayBeForwarded(ApplicationContext context) {
		return !(context instanceof WebServerApplicationContext)
				|| new ForwardedHeaders(context.getEnvironment()).areUsed();
	}

	@Override
	public void customize(ConfigurableWebServerFactory factory) {
		for (Class<?> type = factory.getClass(); type != null; type = type.getSuperclass()) {
			boolean told = SERVLET_SERVERS.contains(type.getName()) && !mayBeForwarded(this.context);
			this.known |= told || type.getName().equals(NETTY);
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		PeerAddressCheck.require(this.configuration.getObject(), this.context, this.known,
				"Set '%s' to none without 'server.tomcat.remoteip.*', run the application on Netty, or remove it"
					.formatted(ForwardedHeaders.STRATEGY));
	}

}
