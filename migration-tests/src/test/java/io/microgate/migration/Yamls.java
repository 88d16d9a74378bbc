package io.microgate.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.Yaml;

/**
 * Reads the tables of these tests.
 */
final class Yamls {

	private Yamls() {
	}

	static List<Map<String, Object>> rows(String resource, String key) {
		return list(resource, key);
	}

	static List<String> names(String resource, String key) {
		return list(resource, key);
	}

	@SuppressWarnings("unchecked")
	private static <T> List<T> list(String resource, String key) {
		try (InputStream stream = Yamls.class.getResourceAsStream("/migration/" + resource)) {
			Map<String, Object> document = new Yaml().load(stream);
			return (List<T>) document.get(key);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
