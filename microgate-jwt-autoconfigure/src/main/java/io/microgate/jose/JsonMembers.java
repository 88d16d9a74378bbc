package io.microgate.jose;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The few members of a JSON object in one array, in their order. Takes a third of the
 * memory of a hash table, which objects with more members get.
 */
public final class JsonMembers extends AbstractMap<String, @Nullable Object> implements Serializable {

	/** With more, a search from the first to the last takes longer than a hash. */
	static final int MAXIMUM_SIZE = 20;

	private static final long serialVersionUID = 1L;

	/** Each name is followed by its value. */
	private final transient @Nullable Object[] members;

	JsonMembers(@Nullable Object[] members) {
		this.members = members;
	}

	/**
	 * Copies an object.
	 * @param object the object
	 * @param names converts a name to an equal one
	 * @param values converts a value that is not {@code null}, by its name
	 * @return the members in their order, unmodifiable
	 */
	public static Map<String, @Nullable Object> copyOf(Map<String, @Nullable Object> object,
			UnaryOperator<String> names, BiFunction<String, Object, Object> values) {
		JsonObjectBuilder copy = new JsonObjectBuilder(object.size());
		object
			.forEach((name, value) -> copy.add(names.apply(name), (value != null) ? values.apply(name, value) : null));
		return copy.build();
	}

	/**
	 * Finds a name.
	 * @param members names and values
	 * @param length how many of the array are in use
	 * @param name the name
	 * @return its index, or -1
	 */
	static int indexOf(@Nullable Object[] members, int length, Object name) {
		for (int i = 0; i < length; i += 2) {
			if (name.equals(members[i])) {
				return i;
			}
		}
		return -1;
	}

	@Override
	public int size() {
		return this.members.length / 2;
	}

	@Override
	public boolean containsKey(@Nullable Object name) {
		return name != null && indexOf(this.members, this.members.length, name) >= 0;
	}

	@Override
	public @Nullable Object get(@Nullable Object name) {
		int index = (name != null) ? indexOf(this.members, this.members.length, name) : -1;
		return (index >= 0) ? this.members[index + 1] : null;
	}

	@Override
	@SuppressWarnings("NullAway")
	public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
		for (int i = 0; i < this.members.length; i += 2) {
			action.accept((String) this.members[i], this.members[i + 1]);
		}
	}

	@Override
	public Set<Map.Entry<String, @Nullable Object>> entrySet() {
		return new Entries(this.members);
	}

	/** Keeps this class out of what an application stores. */
	private Object writeReplace() {
		return new LinkedHashMap<>(this);
	}

	private static final class Entries extends AbstractSet<Map.Entry<String, @Nullable Object>> {

		private final @Nullable Object[] members;

		Entries(@Nullable Object[] members) {
			this.members = members;
		}

		@Override
		public int size() {
			return this.members.length / 2;
		}

		@Override
		public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
			return new EntryIterator(this.members);
		}

	}

	private static final class EntryIterator implements Iterator<Map.Entry<String, @Nullable Object>> {

		private final @Nullable Object[] members;

		private int next;

		EntryIterator(@Nullable Object[] members) {
			this.members = members;
		}

		@Override
		public boolean hasNext() {
			return this.next < this.members.length;
		}

		@Override
		@SuppressWarnings("NullAway")
		public Map.Entry<String, @Nullable Object> next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			this.next += 2;
			return new SimpleImmutableEntry<>((String) this.members[this.next - 2], this.members[this.next - 1]);
		}

	}

}
