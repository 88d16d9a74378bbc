package io.microgate.secret;

import java.util.Map;
import java.util.Objects;

import io.microgate.constraint.Ref;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Locates key material by the name of its secret.
 *
 * @param locations directories as resource locations, with or without a trailing slash
 * @param contents what is in memory instead, by name and key
 * @param resourceLoader reads the files in the directories
 */
public record Secrets(Map<String, String> locations, Map<String, Map<String, byte[]>> contents,
		ResourceLoader resourceLoader) {

	/**
	 * Creates secrets that are directories.
	 * @param locations directories as resource locations
	 * @param resourceLoader reads the files in them
	 */
	public Secrets(Map<String, String> locations, ResourceLoader resourceLoader) {
		this(locations, Map.of(), resourceLoader);
	}

	/**
	 * Returns a file of a secret, which need not exist.
	 * @param secret reference to a secret, checked
	 * @param file which of its files
	 * @return the file
	 */
	public Resource file(Ref secret, SecretFile file) {
		String key = file.fileName();
		String name = Objects.requireNonNull(secret.name());
		Map<String, byte[]> content = this.contents.get(name);
		if (content != null) {
			return new SecretContent("'%s' of secret '%s'".formatted(key, name), content.get(key));
		}
		String location = Objects.requireNonNull(this.locations.get(name));
		return this.resourceLoader.getResource((location.endsWith("/") ? location : location + "/") + key);
	}

}
