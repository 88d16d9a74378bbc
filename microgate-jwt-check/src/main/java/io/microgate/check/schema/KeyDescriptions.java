package io.microgate.check.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import io.microgate.configuration.SpecKind;
import io.microgate.configuration.SpecSchema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the descriptions of the keys of an object in the configuration metadata, which
 * the build takes from the Javadoc.
 */
final class KeyDescriptions {

	private static final String ROOT = "META-INF/spring-configuration-metadata.json";

	private static final String TYPE = "META-INF/spring/configuration-metadata/%s.json";

	private final Map<String, String> descriptions;

	private final String prefix;

	private KeyDescriptions(Map<String, String> descriptions, String prefix) {
		this.descriptions = descriptions;
		this.prefix = prefix;
	}

	/** The descriptions of the keys under {@code microgate}. */
	static KeyDescriptions ofRoot() {
		Map<String, String> descriptions = new HashMap<>();
		try {
			// Each library has a document of this name
			for (URL document : Collections.list(KeyDescriptions.class.getClassLoader().getResources(ROOT))) {
				read(document, descriptions);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new KeyDescriptions(descriptions, "microgate.");
	}

	/**
	 * Finds what a key means.
	 * @param key a key of the object
	 * @return its description
	 */
	String find(SpecSchema key) {
		String name = this.prefix + key.property();
		String description = this.descriptions.get(name);
		if (description == null) {
			throw new IllegalStateException("The configuration metadata does not describe '" + name + "'");
		}
		return description;
	}

	/**
	 * Finds the descriptions of the keys below a key: in a document of their own if there
	 * is one.
	 * @param key a key of the object
	 * @return the descriptions
	 */
	KeyDescriptions below(SpecSchema key) {
		SpecSchema value = key;
		while (value.kind() == SpecKind.LIST || value.kind() == SpecKind.MAP) {
			value = value.requiredElement();
		}
		URL document = (value.kind() == SpecKind.OBJECT) ? document(value.object().type()) : null;
		if (document == null) {
			return new KeyDescriptions(this.descriptions, this.prefix + key.property() + ".");
		}
		Map<String, String> own = new HashMap<>();
		read(document, own);
		return new KeyDescriptions(own, "");
	}

	/**
	 * Finds the descriptions of the keys of a record that has a document of its own.
	 * @param type the record
	 * @return the descriptions
	 */
	static KeyDescriptions of(Class<?> type) {
		URL document = document(type);
		if (document == null) {
			throw new IllegalStateException("There is no configuration metadata of " + type);
		}
		Map<String, String> own = new HashMap<>();
		read(document, own);
		return new KeyDescriptions(own, "");
	}

	private static @Nullable URL document(Class<?> type) {
		return KeyDescriptions.class.getClassLoader().getResource(TYPE.formatted(type.getName()));
	}

	private static void read(URL document, Map<String, String> descriptions) {
		try (InputStream content = document.openStream()) {
			JsonNode metadata = JsonMapper.shared().readTree(content);
			for (String items : new String[] { "groups", "properties" }) {
				for (JsonNode item : metadata.path(items)) {
					if (item.hasNonNull("description")) {
						descriptions.put(item.get("name").asString(), item.get("description").asString());
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
