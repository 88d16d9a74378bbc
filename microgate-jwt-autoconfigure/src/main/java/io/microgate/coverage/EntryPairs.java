package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * Pairs the entries of two policies that are the same entry, wherever they are: those
 * that are equal first, then those with the same authorization, then those for the same
 * requests. An entry belongs to one pair at most.
 */
final class EntryPairs {

	/** Position in the second policy by that in the first, {@code -1} for none. */
	private final int[] next;

	private EntryPairs(int size) {
		this.next = new int[size];
		Arrays.fill(this.next, -1);
	}

	static EntryPairs of(List<PolicyEntry> before, List<PolicyEntry> after) {
		EntryPairs pairs = new EntryPairs(before.size());
		List<Integer> left = new ArrayList<>();
		for (int i = 0; i < after.size(); i++) {
			left.add(i);
		}
		pairs.add(before, after, left, (old, entry) -> old.decidesLike(entry) && old.passesOnLike(entry));
		pairs.add(before, after, left, PolicyEntry::decidesLike);
		pairs.add(before, after, left, (old, entry) -> old.authorization().equals(entry.authorization()));
		pairs.add(before, after, left,
				(old, entry) -> Objects.equals(old.requestConditions(), entry.requestConditions()));
		return pairs;
	}

	private void add(List<PolicyEntry> before, List<PolicyEntry> after, List<Integer> left,
			BiPredicate<PolicyEntry, PolicyEntry> same) {
		for (int i = 0; i < this.next.length; i++) {
			for (int k = 0; k < left.size() && this.next[i] < 0; k++) {
				if (same.test(before.get(i), after.get(left.get(k)))) {
					this.next[i] = left.remove(k);
				}
			}
		}
	}

	boolean isPair(int before, int after) {
		return before >= 0 && after >= 0 && this.next[before] == after;
	}

}
