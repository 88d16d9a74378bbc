package io.microgate.test.policy;

import java.util.List;
import java.util.Map;

import io.microgate.manifest.ManifestNode;
import io.microgate.manifest.ManifestNode.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an object strictly. A field that is not as required counts as
 * absent once it is reported.
 */
final class CaseFields {

	private final ManifestNode object;

	private final String path;

	private final CaseProblems problems;

	/**
	 * Creates a reader of an object.
	 * @param object the object
	 * @param path where it is in the file
	 * @param problems collects what is wrong
	 * @param known names of the fields that it may have
	 */
	CaseFields(ManifestNode object, String path, CaseProblems problems, List<String> known) {
		this.object = object;
		this.path = path;
		this.problems = problems;
		if (object.kind() != Kind.OBJECT) {
			problems.add(object, path, "must be an object with the keys " + String.join(", ", known));
			return;
		}
		object.fields().forEach((name, field) -> {
			if (!known.contains(name)) {
				problems.add(field, path(name), "is not known, known are " + String.join(", ", known));
			}
		});
	}

	boolean has(String name) {
		return this.object.fields().containsKey(name);
	}

	String path(String name) {
		return ManifestNode.pathBelow(this.path, name);
	}

	@Nullable ManifestNode field(String name) {
		return this.object.fields().get(name);
	}

	void problem(String name, String rule) {
		ManifestNode field = field(name);
		this.problems.add((field != null) ? field : this.object, path(name), rule);
	}

	/** Reports what is wrong with the object as a whole. */
	void problem(String rule) {
		this.problems.add(this.object, this.path, rule);
	}

	/**
	 * Reports a field that is missing.
	 * @param name name of the field
	 */
	void require(String name) {
		if (this.object.kind() == Kind.OBJECT && !has(name)) {
			problem(name, "must be set");
		}
	}

	@Nullable String string(String name) {
		ManifestNode field = single(name, Kind.TEXT, "must be a string, in quotes if it looks like something else");
		return (field != null) ? field.text() : null;
	}

	boolean isTrue(String name) {
		String rule = "must be a boolean, written 'true' or 'false'";
		ManifestNode field = single(name, Kind.FLAG, rule);
		if (field != null && !List.of("true", "false").contains(field.text())) {
			problem(name, rule);
			return false;
		}
		return field != null && field.text().equals("true");
	}

	int number(String name, int max) {
		String rule = "must be an integer from 0 to " + max;
		ManifestNode field = single(name, Kind.INTEGER, rule);
		if (field == null) {
			return 0;
		}
		if (!field.text().matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(field.text()) > max) {
			problem(name, rule);
			return 0;
		}
		return Integer.parseInt(field.text());
	}

	List<String> strings(String name) {
		ManifestNode field = field(name);
		if (field == null) {
			return List.of();
		}
		if (field.kind() != Kind.LIST || field.isEmptyList()
				|| field.items().stream().anyMatch((item) -> item.kind() != Kind.TEXT)) {
			problem(name, "must be a list of strings that is not empty");
			return List.of();
		}
		return field.items().stream().map(ManifestNode::text).toList();
	}

	Map<String, ManifestNode> object(String name) {
		ManifestNode field = field(name);
		if (field != null && field.kind() != Kind.OBJECT) {
			problem(name, "must be an object");
		}
		return (field != null) ? field.fields() : Map.of();
	}

	private @Nullable ManifestNode single(String name, Kind kind, String rule) {
		ManifestNode field = field(name);
		if (field != null && field.kind() != kind) {
			problem(name, rule);
			return null;
		}
		return field;
	}

}
