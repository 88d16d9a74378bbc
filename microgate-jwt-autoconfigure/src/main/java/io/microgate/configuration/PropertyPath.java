package io.microgate.configuration;

import org.jspecify.annotations.Nullable;

/**
 * Names a place of the configuration in the same way wherever its value comes from: known
 * keys in kebab-case, names of resources as written.
 */
final class PropertyPath {

	static final PropertyPath ROOT = new PropertyPath(null, SpecSchema.ROOT, "microgate");

	private final @Nullable PropertyPath parent;

	private final @Nullable SpecSchema schema;

	private final String text;

	private PropertyPath(@Nullable PropertyPath parent, @Nullable SpecSchema schema, String text) {
		this.parent = parent;
		this.schema = schema;
		this.text = text;
	}

	/** The object, map or list that holds the place, {@code null} at the root. */
	@Nullable PropertyPath parent() {
		return this.parent;
	}

	/** Schema of a place that is known. */
	SpecSchema schema() {
		if (this.schema == null) {
			throw new IllegalStateException("'" + this.text + "' is not known");
		}
		return this.schema;
	}

	/**
	 * A known key of an object.
	 * @param component name of the record component
	 * @return the path of its value
	 */
	PropertyPath child(String component) {
		return child(schema().requiredChild(component));
	}

	PropertyPath child(SpecSchema component) {
		return new PropertyPath(this, component, this.text + "." + component.property());
	}

	/**
	 * A key that no spec knows.
	 * @param key the key as written
	 * @return the path of its value
	 */
	PropertyPath unknown(WrittenKey key) {
		return new PropertyPath(this, null, this.text + (key.bracketed() ? "[" + key.text() + "]" : "." + key.text()));
	}

	/**
	 * An entry of a map.
	 * @param name name of the resource
	 * @return the path of its value
	 */
	PropertyPath entry(String name) {
		return new PropertyPath(this, schema().requiredElement(),
				this.text + (WrittenKey.isPlain(name) ? "." + name : "[" + name + "]"));
	}

	/**
	 * An element of a list.
	 * @param index position from 0
	 * @return the path of its value
	 */
	PropertyPath element(int index) {
		return new PropertyPath(this, schema().requiredElement(), this.text + "[" + index + "]");
	}

	/**
	 * The resource that the place belongs to.
	 * @return the path of the entry in its map, or the root for what is in none
	 */
	PropertyPath resource() {
		for (PropertyPath path = this; path != null; path = path.parent) {
			if (path.isResource()) {
				return path;
			}
		}
		return ROOT;
	}

	/**
	 * Resources are the entries of the maps of the root; specs may have maps of their
	 * own.
	 */
	boolean isResource() {
		return this.parent != null && this.parent.parent == ROOT && this.parent.schema != null
				&& this.parent.schema.kind() == SpecKind.MAP;
	}

	/**
	 * Whether what is written here may be a secret: at or below a component that is
	 * confidential, in place of an object that has one, or at a key that is unknown in a
	 * resource that has one, for which the key may have been meant.
	 */
	boolean isConfidential() {
		if (((this.schema != null) ? this : resource()).isKnownToHoldSecrets()) {
			return true;
		}
		for (PropertyPath path = this; path != null; path = path.parent) {
			if (path.schema != null && path.schema.isConfidential()) {
				return true;
			}
		}
		return false;
	}

	private boolean isKnownToHoldSecrets() {
		return this.parent != null && this.schema != null && this.schema.holdsSecrets();
	}

	/** Whether the place is an entry of a map, but not a resource. */
	boolean isEntryWithinResource() {
		return !isResource() && this.parent != null && this.parent.schema != null
				&& this.parent.schema.kind() == SpecKind.MAP;
	}

	/** The last part alone, as a custom resource spells it. */
	String field() {
		return (this.schema != null && !this.schema.field().isEmpty()) ? this.schema.field() : key();
	}

	private String key() {
		String key = (this.parent != null) ? this.text.substring(this.parent.text.length()) : this.text;
		return key.startsWith(".") ? key.substring(1) : key;
	}

	/** The last part without brackets: the name of a resource. */
	String name() {
		String key = key();
		return key.startsWith("[") ? key.substring(1, key.length() - 1) : key;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof PropertyPath path && path.text.equals(this.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
