package io.microgate.match;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Maps the beginnings or ends of strings to values. A lookup costs one access for each
 * distinct length of the keys, however many keys there are.
 *
 * @param <T> type of the values
 */
public final class AffixMap<T> {

	private final boolean suffixes;

	private final Map<String, T> values = new HashMap<>();

	private final BitSet lengths = new BitSet();

	private AffixMap(boolean suffixes) {
		this.suffixes = suffixes;
	}

	/**
	 * Creates a map from beginnings of strings.
	 * @param <T> type of the values
	 * @return the map, empty
	 */
	public static <T> AffixMap<T> ofPrefixes() {
		return new AffixMap<>(false);
	}

	/**
	 * Creates a map from ends of strings.
	 * @param <T> type of the values
	 * @return the map, empty
	 */
	public static <T> AffixMap<T> ofSuffixes() {
		return new AffixMap<>(true);
	}

	/**
	 * Returns the value of a key, and creates it if it is missing.
	 * @param affix the key
	 * @param value creates the value
	 * @return the value
	 */
	public T computeIfAbsent(String affix, Supplier<T> value) {
		this.lengths.set(affix.length());
		return this.values.computeIfAbsent(affix, (key) -> value.get());
	}

	/**
	 * Whether there is no key.
	 * @return {@code false} if a lookup may find something
	 */
	public boolean isEmpty() {
		return this.values.isEmpty();
	}

	/**
	 * Passes on the values of all keys that a string starts or ends with, shortest first.
	 * @param text any text
	 * @param consumer takes the values
	 */
	public void forEachOf(String text, Consumer<? super T> consumer) {
		int length = this.lengths.nextSetBit(0);
		while (length >= 0 && length <= text.length()) {
			T value = this.values.get(affix(text, length));
			if (value != null) {
				consumer.accept(value);
			}
			length = this.lengths.nextSetBit(length + 1);
		}
	}

	private String affix(String text, int length) {
		return this.suffixes ? text.substring(text.length() - length) : text.substring(0, length);
	}

}
