package io.microgate.test.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.manifest.ManifestNode;
import org.jspecify.annotations.Nullable;

/**
 * Turns YAML into what JSON has. A value that the two read differently is reported.
 */
final class ClaimValues {

	private final CaseProblems problems;

	ClaimValues(CaseProblems problems) {
		this.problems = problems;
	}

	/**
	 * Turns fields into claims.
	 * @param fields the fields
	 * @param path where they are in the file
	 * @return the claims in their order
	 */
	Map<String, @Nullable Object> claims(Map<String, ManifestNode> fields, String path) {
		Map<String, @Nullable Object> claims = new LinkedHashMap<>();
		fields.forEach((name, field) -> claims.put(name, value(field, ManifestNode.pathBelow(path, name))));
		return claims;
	}

	private @Nullable Object value(ManifestNode node, String path) {
		return switch (node.kind()) {
			case OBJECT -> claims(node.fields(), path);
			case LIST -> list(node, path);
			case TEXT -> node.text();
			case FLAG -> flag(node, path);
			case INTEGER, DECIMAL -> number(node, path);
			case NULL -> null;
		};
	}

	private List<@Nullable Object> list(ManifestNode node, String path) {
		List<@Nullable Object> values = new ArrayList<>();
		for (ManifestNode item : node.items()) {
			values.add(value(item, "%s[%d]".formatted(path, values.size())));
		}
		return values;
	}

	private @Nullable Object flag(ManifestNode node, String path) {
		if (node.text().equals("true") || node.text().equals("false")) {
			return node.text().equals("true");
		}
		this.problems.add(node, path, "is a boolean to YAML, write true, false or quotes around it");
		return null;
	}

	private @Nullable Object number(ManifestNode node, String path) {
		if (node.text().matches("-?(0|[1-9][0-9]{0,17})")) {
			return Long.valueOf(node.text());
		}
		if (node.text().matches("-?(0|[1-9][0-9]{0,99})(\\.[0-9]{1,99})?([eE][+-]?[0-9]{1,3})?")) {
			return new BigDecimal(node.text());
		}
		this.problems.add(node, path, "is no number of JSON, write it as one or in quotes");
		return null;
	}

}
