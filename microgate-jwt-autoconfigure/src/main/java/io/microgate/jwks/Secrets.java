package io.microgate.jwks;

import java.util.Map;
import java.util.Objects;

import io.microgate.spec.Ref;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Directories of key material by name.
 *
 * @param locations directories as resource locations, with or without a trailing slash
 * @param resourceLoader reads the files in them
 */
public record Secrets(Map<String, String> locations, ResourceLoader resourceLoader) {

	/**
	 * A file of a secret, which need not exist.
	 * @param secret reference to a secret, checked
	 * @param key name of the file
	 * @return the file
	 */
	public Resource file(Ref secret, String key) {
		String location = Objects.requireNonNull(this.locations.get(Objects.requireNonNull(secret.name())));
		return this.resourceLoader.getResource((location.endsWith("/") ? location : location + "/") + key);
	}

}
