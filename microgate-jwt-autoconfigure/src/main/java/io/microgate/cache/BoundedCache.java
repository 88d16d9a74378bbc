package io.microgate.cache;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Remembers values up to a total weight, each until its last second has passed. A look-up
 * takes no lock. S3-FIFO decides what is evicted: a new entry is on probation in a small
 * queue, and one that is used there or comes back soon gets into the main queue, where a
 * used entry gets another turn. So entries that are used once do not push others out.
 * There are no threads: the call that adds an entry evicts others, with bounded work.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class BoundedCache<K, V> {

	/**
	 * How many used entries get another turn, and how many expired ones are removed, for
	 * each that is added.
	 */
	private static final int MAXIMUM_STEPS = 128;

	private static final int PROBATION_SHARE = 10;

	private final int maximumWeight;

	private final int probationWeight;

	private final ConcurrentHashMap<K, CacheEntry<K, V>> entries = new ConcurrentHashMap<>();

	private final Object lock = new Object();

	private final EntryQueue<K, V> probation = new EntryQueue<>();

	private final EntryQueue<K, V> main = new EntryQueue<>();

	private final ExpirationHeap<K, V> expirations = new ExpirationHeap<>();

	private @Nullable EvictedKeys evicted;

	/**
	 * Creates an empty cache.
	 * @param maximumWeight the total weight that is never exceeded, at least 1; about the
	 * number of entries
	 */
	public BoundedCache(int maximumWeight) {
		this.maximumWeight = maximumWeight;
		this.probationWeight = Math.max(1, maximumWeight / PROBATION_SHARE);
	}

	/**
	 * Finds a value. An expired one is found until another is added.
	 * @param key the key
	 * @return the value, {@code null} if none is remembered
	 */
	public @Nullable V get(K key) {
		CacheEntry<K, V> entry = this.entries.get(key);
		if (entry == null) {
			return null;
		}
		entry.use();
		return entry.value;
	}

	/**
	 * Remembers a value in place of another one with this key, until it is evicted.
	 * @param key the key
	 * @param value the value
	 * @param weight its weight; a value that is heavier than the maximum is not
	 * remembered
	 */
	public void put(K key, V value, int weight) {
		put(new CacheEntry<>(key, value, weight, Long.MAX_VALUE), Long.MIN_VALUE);
	}

	/**
	 * Remembers a value in place of another one with this key, and removes what has
	 * expired.
	 * @param key the key
	 * @param value the value
	 * @param weight its weight; a value that is heavier than the maximum is not
	 * remembered
	 * @param lastSecond the last second in which it is remembered, of the epoch
	 * @param now the current second
	 */
	public void put(K key, V value, int weight, long lastSecond, long now) {
		put(new CacheEntry<>(key, value, weight, lastSecond), now);
	}

	private void put(CacheEntry<K, V> entry, long now) {
		synchronized (this.lock) {
			removeExpired(now);
			CacheEntry<K, V> replaced = this.entries.get(entry.key);
			if (replaced != null) {
				remove(replaced);
			}
			if (entry.weight <= this.maximumWeight) {
				entry.inMain = (replaced != null) ? replaced.inMain : isBack(entry);
				makeRoom(entry.weight);
				add(entry);
			}
		}
	}

	/**
	 * Removes a value if it is still the one with this key.
	 * @param key the key
	 * @param value the value
	 */
	public void remove(K key, V value) {
		synchronized (this.lock) {
			CacheEntry<K, V> entry = this.entries.get(key);
			if (entry != null && entry.value == value) {
				remove(entry);
			}
		}
	}

	/**
	 * Returns the number of values, including expired ones that are not removed yet.
	 * @return the number
	 */
	public long size() {
		return this.entries.mappingCount();
	}

	private boolean isBack(CacheEntry<K, V> entry) {
		return this.evicted != null && this.evicted.remove(entry.key);
	}

	private void removeExpired(long now) {
		for (int i = 0; i < MAXIMUM_STEPS; i++) {
			CacheEntry<K, V> first = this.expirations.first();
			if (first == null || first.lastSecond >= now) {
				return;
			}
			remove(first);
		}
	}

	private void makeRoom(int weight) {
		for (int i = 0; this.probation.weight() + this.main.weight() + weight > this.maximumWeight; i++) {
			CacheEntry<K, V> oldest = oldest();
			if (i < MAXIMUM_STEPS && oldest.spendUses()) {
				queue(oldest).remove(oldest);
				oldest.inMain = true;
				this.main.add(oldest);
			}
			else {
				evict(oldest);
			}
		}
	}

	private CacheEntry<K, V> oldest() {
		CacheEntry<K, V> onProbation = this.probation.oldest();
		CacheEntry<K, V> inMain = this.main.oldest();
		if (onProbation == null || (inMain != null && this.probation.weight() < this.probationWeight)) {
			return Objects.requireNonNull(inMain);
		}
		return onProbation;
	}

	private void evict(CacheEntry<K, V> entry) {
		if (!entry.inMain) {
			if (this.evicted == null) {
				this.evicted = new EvictedKeys(this.maximumWeight);
			}
			this.evicted.add(entry.key);
		}
		remove(entry);
	}

	private void add(CacheEntry<K, V> entry) {
		queue(entry).add(entry);
		if (entry.expires()) {
			this.expirations.add(entry);
		}
		this.entries.put(entry.key, entry);
	}

	private void remove(CacheEntry<K, V> entry) {
		this.entries.remove(entry.key);
		queue(entry).remove(entry);
		if (entry.expires()) {
			this.expirations.remove(entry);
		}
	}

	private EntryQueue<K, V> queue(CacheEntry<K, V> entry) {
		return entry.inMain ? this.main : this.probation;
	}

}
