package io.microgate.cache;

/**
 * Remembers the hashes of about as many evicted keys as a cache has entries, the latest
 * ones. Two keys with one hash pass for each other, which costs at most a place in the
 * main queue.
 */
final class EvictedKeys {

	/** Hashes that share their low bits; the oldest of them leaves first. */
	private static final int WAYS = 4;

	private static final int EMPTY = 0;

	private final int[] hashes;

	EvictedKeys(int count) {
		this.hashes = new int[Math.max(WAYS, 4 * Integer.highestOneBit(count))];
	}

	void add(Object key) {
		int hash = hash(key);
		int first = first(hash);
		System.arraycopy(this.hashes, first, this.hashes, first + 1, WAYS - 1);
		this.hashes[first] = hash;
	}

	/**
	 * Removes a key.
	 * @param key the key
	 * @return whether it was remembered
	 */
	boolean remove(Object key) {
		int hash = hash(key);
		int first = first(hash);
		for (int i = first; i < first + WAYS; i++) {
			if (this.hashes[i] == hash) {
				this.hashes[i] = EMPTY;
				return true;
			}
		}
		return false;
	}

	private int first(int hash) {
		return hash & (this.hashes.length - WAYS);
	}

	private static int hash(Object key) {
		int hash = key.hashCode() * 0x9E3779B9;
		hash ^= hash >>> 15;
		return (hash != EMPTY) ? hash : 1;
	}

}
