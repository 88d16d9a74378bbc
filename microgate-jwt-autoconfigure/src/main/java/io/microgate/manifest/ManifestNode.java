package io.microgate.manifest;

import java.util.List;
import java.util.Map;

import org.springframework.boot.origin.Origin;

/**
 * A value of a manifest and where it is written.
 *
 * @param kind what it is
 * @param fields fields of an object in the order of the file
 * @param items items of a list
 * @param text a single value as written
 * @param origin where it is written: a single value and an item itself, an object and a
 * list by the key above it
 */
public record ManifestNode(Kind kind, Map<String, ManifestNode> fields, List<ManifestNode> items, String text,
		Origin origin) {

	/**
	 * Creates an object.
	 * @param fields its fields
	 * @param origin where it is written
	 * @return the object
	 */
	public static ManifestNode object(Map<String, ManifestNode> fields, Origin origin) {
		return new ManifestNode(Kind.OBJECT, fields, List.of(), "", origin);
	}

	/**
	 * Creates a list.
	 * @param items its items
	 * @param origin where it is written
	 * @return the list
	 */
	public static ManifestNode list(List<ManifestNode> items, Origin origin) {
		return new ManifestNode(Kind.LIST, Map.of(), items, "", origin);
	}

	/**
	 * Creates a single value.
	 * @param kind what it is
	 * @param text the value as written
	 * @param origin where it is written
	 * @return the value
	 */
	public static ManifestNode single(Kind kind, String text, Origin origin) {
		return new ManifestNode(kind, Map.of(), List.of(), text, origin);
	}

	/**
	 * Replaces the fields.
	 * @param others the other fields
	 * @return the node with these fields
	 */
	public ManifestNode withFields(Map<String, ManifestNode> others) {
		return new ManifestNode(this.kind, others, this.items, this.text, this.origin);
	}

	/**
	 * Whether this is a list without items.
	 * @return {@code false} for other values
	 */
	public boolean isEmptyList() {
		return this.kind == Kind.LIST && this.items.isEmpty();
	}

	/**
	 * The path of a field.
	 * @param path the object
	 * @param name name of the field
	 * @return the path, with a name that has dots in brackets
	 */
	public static String pathBelow(String path, String name) {
		if (!name.matches("[A-Za-z0-9_-]+")) {
			return "%s[%s]".formatted(path, name);
		}
		return path.isEmpty() ? name : path + "." + name;
	}

	/** Without the text, which may be secret. */
	@Override
	public String toString() {
		return this.kind + " at " + this.origin;
	}

	/**
	 * What a value is, by YAML's own rules: {@code 5} is a number, {@code "5"} a string.
	 */
	public enum Kind {

		/** Fields by name. */
		OBJECT,

		/** Items in order. */
		LIST,

		/** A string. */
		TEXT,

		/** An integer. */
		INTEGER,

		/** A number with a fraction or an exponent. */
		DECIMAL,

		/** A boolean, however it is spelled. */
		FLAG,

		/** No value at all. */
		NULL

	}

}
