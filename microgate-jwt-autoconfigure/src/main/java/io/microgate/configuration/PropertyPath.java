package io.microgate.configuration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/**
 * The place of a value in the configuration, spelled the same way wherever it comes from:
 * known keys in kebab-case, names of resources as written.
 *
 * @param parent the object, map or list that holds the place, {@code null} at the root
 * @param text the spelling
 */
record PropertyPath(@Nullable PropertyPath parent, String text) {

	static final PropertyPath ROOT = new PropertyPath(null, "microgate");

	/**
	 * A known key of an object.
	 * @param component name of the record component
	 * @return the path of its value
	 */
	PropertyPath child(String component) {
		return written(DataObjectPropertyName.toDashedForm(component));
	}

	/**
	 * A key that is spelled as it was written.
	 * @param key the key
	 * @return the path of its value
	 */
	PropertyPath written(String key) {
		return new PropertyPath(this, this.text + "." + key);
	}

	/**
	 * An entry of a map.
	 * @param name name of the resource
	 * @return the path of its value
	 */
	PropertyPath entry(String name) {
		return name.matches("[A-Za-z0-9_-]+") ? written(name) : new PropertyPath(this, this.text + "[" + name + "]");
	}

	/**
	 * An element of a list.
	 * @param index position from 0
	 * @return the path of its value
	 */
	PropertyPath element(int index) {
		return new PropertyPath(this, this.text + "[" + index + "]");
	}

	/**
	 * The resource that the place belongs to.
	 * @return the path of the entry in its map, or the root for what is in none
	 */
	PropertyPath resource() {
		PropertyPath resource = this;
		while (resource.parent != null && resource.parent.parent != null && resource.parent.parent.parent != null) {
			resource = resource.parent;
		}
		return (resource.parent != null && resource.parent.parent != null && !resource.isElement()) ? resource : ROOT;
	}

	private boolean isElement() {
		return this.text.endsWith("]") && key().matches("\\[[0-9]+]");
	}

	boolean isAtOrBelow(PropertyPath other) {
		for (PropertyPath path = this; path != null; path = path.parent) {
			if (path.equals(other)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The last part alone.
	 * @return the key, without the path to it
	 */
	String key() {
		return (this.parent != null) ? this.text.substring(this.parent.text.length()).replaceFirst("^\\.", "")
				: this.text;
	}

	/**
	 * The name of a resource.
	 * @return the last part without brackets
	 */
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
