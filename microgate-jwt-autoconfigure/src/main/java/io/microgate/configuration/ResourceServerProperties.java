package io.microgate.configuration;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/**
 * Finds properties of Spring Boot's resource server, which has no part in requests that
 * Microgate decides.
 */
final class ResourceServerProperties {

	static final String PREFIX = "spring.security.oauth2.resourceserver";

	private ResourceServerProperties() {
	}

	/**
	 * Whether any of these properties is set, in whatever source.
	 * @param environment the environment of the application
	 * @return whether there is one
	 */
	static boolean areSet(Environment environment) {
		ConfigurationPropertyName prefix = ConfigurationPropertyName.of(PREFIX);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.containsDescendantOf(prefix) == ConfigurationPropertyState.PRESENT) {
				return true;
			}
		}
		return false;
	}

}
