package io.microgate.servlet;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.PeerAddressCheck;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Makes the server keep the address of the TCP connection where header fields of trusted
 * proxies count, and makes sure at start that it does.
 */
final class ServletPeerAddresses
		implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, SmartInitializingSingleton, Ordered {

	private static final boolean TOMCAT = isPresent(
			"org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory");

	private static final boolean JETTY = isPresent("org.springframework.boot.jetty.ConfigurableJettyWebServerFactory");

	private final ApplicationContext context;

	private final ObjectProvider<CheckedConfiguration> configuration;

	private boolean known;

	ServletPeerAddresses(ApplicationContext context, ObjectProvider<CheckedConfiguration> configuration) {
		this.context = context;
		this.configuration = configuration;
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, ServletPeerAddresses.class.getClassLoader());
	}

	/** Connectors are replaced by customizers of the application. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(ConfigurableWebServerFactory factory) {
		if (this.configuration.getObject().properties().clientCertificate() == null) {
			return;
		}
		if (TOMCAT && Tomcat.customize(factory)) {
			this.known = true;
		}
		if (JETTY && Jetty.customize(factory)) {
			this.known = true;
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		PeerAddressCheck.require(this.configuration.getObject(), this.context, this.known,
				"Run the application on the Tomcat or Jetty that it brings itself, or remove it");
	}

	/** Apart, so that it is loaded with Tomcat only. */
	private static final class Tomcat {

		static boolean customize(ConfigurableWebServerFactory factory) {
			if (factory instanceof ConfigurableTomcatWebServerFactory tomcat) {
				tomcat.addEngineValves(new TomcatPeer());
				return true;
			}
			return false;
		}

	}

	/** Apart, so that it is loaded with Jetty only. */
	private static final class Jetty {

		static boolean customize(ConfigurableWebServerFactory factory) {
			if (factory instanceof ConfigurableJettyWebServerFactory jetty) {
				jetty.addServerCustomizers(JettyPeer::addTo);
				return true;
			}
			return false;
		}

	}

}
