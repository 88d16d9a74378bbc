package io.microgate.configuration;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * Stops the start if header fields of trusted proxies count and the server does not tell
 * the address of the TCP connection: forwarded header fields could replace it.
 */
public final class PeerAddressCheck {

	private PeerAddressCheck() {
	}

	/**
	 * Checks the server of an application.
	 * @param configuration the configuration
	 * @param context the context of the server
	 * @param known whether the server tells the address
	 * @param cure what to do about it
	 * @throws InvalidConfigurationException if the address is needed and not known
	 */
	public static void require(CheckedConfiguration configuration, ApplicationContext context, boolean known,
			String cure) {
		if (configuration.properties().clientCertificate() == null || known
				|| !(context instanceof WebServerApplicationContext)) {
			return;
		}
		Problems problems = new Problems();
		problems.add(PropertyPath.ROOT.child("clientCertificate"), null,
				"needs the address of the TCP connection, which this server does not tell", cure);
		problems.throwIfAny();
	}

}
