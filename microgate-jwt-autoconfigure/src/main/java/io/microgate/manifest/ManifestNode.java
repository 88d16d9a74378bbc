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

	static ManifestNode object(Map<String, ManifestNode> fields, Origin origin) {
		return new ManifestNode(Kind.OBJECT, fields, List.of(), "", origin);
	}

	static ManifestNode list(List<ManifestNode> items, Origin origin) {
		return new ManifestNode(Kind.LIST, Map.of(), items, "", origin);
	}

	static ManifestNode single(Kind kind, String text, Origin origin) {
		return new ManifestNode(kind, Map.of(), List.of(), text, origin);
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
