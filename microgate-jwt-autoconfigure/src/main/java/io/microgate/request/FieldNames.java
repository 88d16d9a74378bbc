package io.microgate.request;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of header fields. Compared without regard to case, and {@code _} is taken for
 * {@code -}, as handlers behind CGI-like interfaces cannot tell them apart.
 */
public final class FieldNames {

	/**
	 * No names.
	 */
	public static final FieldNames NONE = new FieldNames(Set.of());

	private final Set<String> names;

	private FieldNames(Set<String> names) {
		this.names = names;
	}

	/**
	 * Collects names.
	 * @param names the names in any spelling
	 * @return the names
	 */
	public static FieldNames of(Collection<String> names) {
		if (names.isEmpty()) {
			return NONE;
		}
		Set<String> uniform = new TreeSet<>(FieldNames::compare);
		names.forEach((name) -> uniform.add(uniform(name)));
		return new FieldNames(uniform);
	}

	/**
	 * These names and others.
	 * @param others the others
	 * @return all of them
	 */
	public FieldNames and(FieldNames others) {
		if (others.isEmpty() || others == this) {
			return this;
		}
		if (isEmpty()) {
			return others;
		}
		Set<String> all = new TreeSet<>(FieldNames::compare);
		all.addAll(this.names);
		all.addAll(others.names);
		return new FieldNames(all);
	}

	/**
	 * Whether there are none.
	 * @return {@code true} if no field has one of these names
	 */
	public boolean isEmpty() {
		return this.names.isEmpty();
	}

	/**
	 * Whether a field has one of these names.
	 * @param name name of the field in any spelling
	 * @return whether it is among these
	 */
	public boolean contains(String name) {
		return this.names.contains(name);
	}

	/** Every field of a request is looked up, so that this makes no copy of a name. */
	private static int compare(String left, String right) {
		int length = Math.min(left.length(), right.length());
		for (int index = 0; index < length; index++) {
			int difference = uniform(left.charAt(index)) - uniform(right.charAt(index));
			if (difference != 0) {
				return difference;
			}
		}
		return left.length() - right.length();
	}

	private static char uniform(char character) {
		return (character == '_') ? '-' : Character.toLowerCase(character);
	}

	/**
	 * Writes a name as these are compared.
	 * @param name the name in any spelling
	 * @return the name in lower case with dashes
	 */
	public static String uniform(String name) {
		return name.toLowerCase(Locale.ROOT).replace('_', '-');
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof FieldNames fields && this.names.equals(fields.names);
	}

	@Override
	public int hashCode() {
		return this.names.hashCode();
	}

	@Override
	public String toString() {
		return this.names.toString();
	}

}
