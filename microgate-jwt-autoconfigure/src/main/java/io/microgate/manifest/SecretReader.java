package io.microgate.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.microgate.manifest.ManifestNode.Kind;

/**
 * Reads the bytes of a {@code Secret} or {@code ConfigMap}. Problems never show a value.
 */
public final class SecretReader {

	private final List<ManifestProblem> problems;

	/**
	 * Creates a reader.
	 * @param problems takes what is wrong
	 */
	public SecretReader(List<ManifestProblem> problems) {
		this.problems = problems;
	}

	/**
	 * Fields at the top, metadata apart.
	 * @param kind the kind
	 * @return names of the fields
	 */
	public static List<String> fields(ManifestKind kind) {
		return (kind == ManifestKind.SECRET) ? List.of("data", "stringData", "type", "immutable")
				: List.of("data", "binaryData", "immutable");
	}

	/**
	 * Reads a resource.
	 * @param resource a secret or config map
	 * @return content by key; as in Kubernetes strings of a secret replace its data
	 */
	public Map<String, byte[]> read(ManifestResource resource) {
		Map<String, byte[]> content = new HashMap<>();
		boolean secret = resource.kind() == ManifestKind.SECRET;
		read(resource, secret ? "data" : "binaryData", true, content);
		read(resource, secret ? "stringData" : "data", false, content);
		return content;
	}

	private void read(ManifestResource resource, String field, boolean encoded, Map<String, byte[]> content) {
		ManifestNode data = resource.root().fields().get(field);
		if (data == null || data.kind() == Kind.NULL) {
			return;
		}
		String place = "%s: %s".formatted(resource.describe(), field);
		if (data.kind() != Kind.OBJECT) {
			report(place, data, "must be an object", "Write keys below it");
			return;
		}
		data.fields().forEach((key, value) -> {
			String child = ManifestNode.pathBelow(place, key);
			if (value.kind() != Kind.TEXT) {
				report(child, value, "must be a string", "Quote it");
			}
			else if (encoded) {
				decode(child, value, key, content);
			}
			else {
				content.put(key, value.text().getBytes(StandardCharsets.UTF_8));
			}
		});
	}

	/** Line ends do not count, as in the API server. */
	private void decode(String place, ManifestNode value, String key, Map<String, byte[]> content) {
		try {
			content.put(key, Base64.getDecoder().decode(value.text().replaceAll("[\r\n]", "")));
		}
		catch (IllegalArgumentException ex) {
			report(place, value, "must be base64", "Encode it, or in a Secret write it as it is under 'stringData'");
		}
	}

	private void report(String place, ManifestNode node, String rule, String cure) {
		this.problems.add(new ManifestProblem(place, null, rule, cure, node.origin()));
	}

}
