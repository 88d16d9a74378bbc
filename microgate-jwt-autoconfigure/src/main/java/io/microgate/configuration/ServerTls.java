package io.microgate.configuration;

import java.util.List;

import org.springframework.core.env.Environment;

/**
 * Whether the server of an application ends TLS, and asks clients for their certificate.
 */
enum ServerTls {

	/** As far as properties say, it does not end TLS. */
	NONE,

	/** It ends TLS and asks no client for a certificate. */
	WITHOUT_CLIENTS,

	/** It asks clients for their certificate. */
	WITH_CLIENTS;

	/** The property that makes it ask. */
	static final String CLIENT_AUTHENTICATION = "server.ssl.client-auth";

	private static final List<String> CERTIFICATES = List.of("server.ssl.bundle", "server.ssl.certificate",
			"server.ssl.key-store");

	/**
	 * Reads the settings of an application.
	 * @param environment its environment
	 * @return what they say
	 */
	static ServerTls of(Environment environment) {
		String clients = environment.getProperty(CLIENT_AUTHENTICATION, "none");
		if (!environment.getProperty("server.ssl.enabled", Boolean.class, true)
				|| CERTIFICATES.stream().noneMatch(environment::containsProperty)) {
			return NONE;
		}
		return (clients.equalsIgnoreCase("want") || clients.equalsIgnoreCase("need")) ? WITH_CLIENTS : WITHOUT_CLIENTS;
	}

}
