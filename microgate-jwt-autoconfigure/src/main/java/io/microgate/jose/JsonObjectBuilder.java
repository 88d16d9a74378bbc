package io.microgate.jose;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Collects the members of a JSON object, in an array until there are too many.
 */
final class JsonObjectBuilder {

	private @Nullable Object[] members;

	private int length;

	private @Nullable Map<String, @Nullable Object> table;

	/**
	 * Creates a builder without members.
	 * @param expectedSize the number of members for which room is made first
	 */
	JsonObjectBuilder(int expectedSize) {
		this.members = new Object[2 * Math.min(expectedSize, JsonMembers.MAXIMUM_SIZE)];
	}

	boolean contains(String name) {
		return (this.table != null) ? this.table.containsKey(name)
				: JsonMembers.indexOf(this.members, this.length, name) >= 0;
	}

	/** Adds a member whose name is new. */
	void add(String name, @Nullable Object value) {
		if (this.table == null && this.length == 2 * JsonMembers.MAXIMUM_SIZE) {
			this.table = new LinkedHashMap<>(new JsonMembers(this.members));
		}
		if (this.table != null) {
			this.table.put(name, value);
			return;
		}
		if (this.length == this.members.length) {
			this.members = Arrays.copyOf(this.members,
					Math.max(16, Math.min(2 * this.length, 2 * JsonMembers.MAXIMUM_SIZE)));
		}
		this.members[this.length] = name;
		this.members[this.length + 1] = value;
		this.length += 2;
	}

	/**
	 * Returns the object.
	 * @return the members in their order, unmodifiable
	 */
	Map<String, @Nullable Object> build() {
		if (this.table != null) {
			return Collections.unmodifiableMap(this.table);
		}
		boolean full = this.length == this.members.length;
		return Collections
			.unmodifiableMap(new JsonMembers(full ? this.members : Arrays.copyOf(this.members, this.length)));
	}

}
