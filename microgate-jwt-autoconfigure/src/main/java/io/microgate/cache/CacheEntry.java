package io.microgate.cache;

import org.jspecify.annotations.Nullable;

/**
 * A value with what decides how long it stays. Everything that can change, except for the
 * uses, is guarded by the lock of the cache.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
final class CacheEntry<K, V> {

	/** More would keep an entry longer that is no longer used. */
	private static final int MAXIMUM_USES = 3;

	final K key;

	final V value;

	final int weight;

	final long lastSecond;

	/** Whether it is in the main queue, not on probation. */
	boolean inMain;

	@Nullable CacheEntry<K, V> older;

	@Nullable CacheEntry<K, V> newer;

	/** The index in the heap of entries that expire. */
	int heapIndex;

	/** Threads race to change it. A lost use costs at most a miss. */
	private byte uses;

	CacheEntry(K key, V value, int weight, long lastSecond) {
		this.key = key;
		this.value = value;
		this.weight = weight;
		this.lastSecond = lastSecond;
	}

	/** Notes a use. Writes nothing if the entry has enough of them. */
	void use() {
		if (this.uses < MAXIMUM_USES) {
			this.uses++;
		}
	}

	/**
	 * Spends uses for another turn in the main queue.
	 * @return whether there were any
	 */
	boolean spendUses() {
		byte current = this.uses;
		if (current > 0) {
			this.uses = (byte) (this.inMain ? current - 1 : 0);
		}
		return current > 0;
	}

	boolean expires() {
		return this.lastSecond != Long.MAX_VALUE;
	}

}
