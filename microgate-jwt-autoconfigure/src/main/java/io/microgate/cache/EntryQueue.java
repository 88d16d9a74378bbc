package io.microgate.cache;

import org.jspecify.annotations.Nullable;

/**
 * Keeps entries in the order in which they were added. The entries are its links.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
final class EntryQueue<K, V> {

	private @Nullable CacheEntry<K, V> oldest;

	private @Nullable CacheEntry<K, V> newest;

	private int weight;

	@Nullable CacheEntry<K, V> oldest() {
		return this.oldest;
	}

	int weight() {
		return this.weight;
	}

	void add(CacheEntry<K, V> entry) {
		CacheEntry<K, V> before = this.newest;
		entry.older = before;
		if (before != null) {
			before.newer = entry;
		}
		else {
			this.oldest = entry;
		}
		this.newest = entry;
		this.weight += entry.weight;
	}

	void remove(CacheEntry<K, V> entry) {
		CacheEntry<K, V> before = entry.older;
		CacheEntry<K, V> after = entry.newer;
		if (before != null) {
			before.newer = after;
		}
		else {
			this.oldest = after;
		}
		if (after != null) {
			after.older = before;
		}
		else {
			this.newest = before;
		}
		entry.older = null;
		entry.newer = null;
		this.weight -= entry.weight;
	}

}
