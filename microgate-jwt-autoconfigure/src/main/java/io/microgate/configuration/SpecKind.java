package io.microgate.configuration;

/**
 * Kind of value that a place may have.
 */
public enum SpecKind {

	/** Known keys. */
	OBJECT("an object"),

	/** Entries with names of the user's choice. */
	MAP("an object with one entry per name"),

	/** Elements in order. */
	LIST("a list"),

	/** A string. */
	STRING("a string"),

	/** An integer. */
	INTEGER("an integer"),

	/** A boolean. */
	BOOLEAN("a boolean");

	private final String description;

	SpecKind(String description) {
		this.description = description;
	}

	String description() {
		return this.description;
	}

	/**
	 * Finds the kind of a component that is neither a record nor a list or map.
	 * @param type type of the component
	 * @return its kind
	 */
	static SpecKind ofSingle(Class<?> type) {
		if (type == String.class) {
			return STRING;
		}
		if (type == boolean.class || type == Boolean.class) {
			return BOOLEAN;
		}
		if (type == int.class || type == Integer.class) {
			return INTEGER;
		}
		throw new IllegalStateException("Specs have no components of " + type);
	}

}
