package io.microgate.integration;

import java.util.List;

import org.springframework.web.cors.CorsConfiguration;

/**
 * What the only CORS bean of an application says that belongs to no endpoint.
 */
final class CorsBean {

	private CorsBean() {
	}

	static CorsConfiguration find(String path) {
		if (path.startsWith("/api/broken")) {
			throw new IllegalStateException("Broken configuration");
		}
		if (!path.startsWith("/api/bean")) {
			return null;
		}
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(List.of(CorsTests.FRIEND));
		configuration.setAllowCredentials(path.endsWith("/credentials"));
		return configuration;
	}

}
