package io.microgate.cache;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the entry that expires first: a binary heap in which each entry knows its index,
 * so that any of them is removed without a search.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
final class ExpirationHeap<K, V> {

	private final List<CacheEntry<K, V>> entries = new ArrayList<>();

	@Nullable CacheEntry<K, V> first() {
		return this.entries.isEmpty() ? null : this.entries.get(0);
	}

	void add(CacheEntry<K, V> entry) {
		this.entries.add(entry);
		moveUp(entry, this.entries.size() - 1);
	}

	void remove(CacheEntry<K, V> entry) {
		CacheEntry<K, V> last = this.entries.remove(this.entries.size() - 1);
		if (last != entry) {
			moveDown(last, entry.heapIndex);
			moveUp(last, last.heapIndex);
		}
	}

	private void moveUp(CacheEntry<K, V> entry, int from) {
		int index = from;
		while (index > 0) {
			CacheEntry<K, V> parent = this.entries.get((index - 1) / 2);
			if (parent.lastSecond <= entry.lastSecond) {
				break;
			}
			place(parent, index);
			index = (index - 1) / 2;
		}
		place(entry, index);
	}

	private void moveDown(CacheEntry<K, V> entry, int from) {
		int index = from;
		for (int child = 2 * index + 1; child < this.entries.size(); child = 2 * index + 1) {
			if (child + 1 < this.entries.size()
					&& this.entries.get(child + 1).lastSecond < this.entries.get(child).lastSecond) {
				child++;
			}
			if (this.entries.get(child).lastSecond >= entry.lastSecond) {
				break;
			}
			place(this.entries.get(child), index);
			index = child;
		}
		place(entry, index);
	}

	private void place(CacheEntry<K, V> entry, int index) {
		this.entries.set(index, entry);
		entry.heapIndex = index;
	}

}
