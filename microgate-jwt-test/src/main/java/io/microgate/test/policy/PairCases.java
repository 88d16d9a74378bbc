package io.microgate.test.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Adds cases whose requests meet the conditions of an entry and of one behind it, as
 * their order counts then.
 */
final class PairCases {

	/** Of these each is paired with each, which makes 21 pairs. */
	private static final int PAIRED_ENTRIES = 7;

	private final CaseCollector collector;

	private final Set<List<DerivedEntry>> found = new HashSet<>();

	PairCases(CaseCollector collector) {
		this.collector = collector;
	}

	/**
	 * Adds a case for each entry behind one that it is paired with.
	 * @param entry the entry
	 * @param base a request that it decides
	 * @param ofRoute the entries of its policy
	 */
	void add(DerivedEntry entry, RequestDraft base, List<DerivedEntry> ofRoute) {
		for (DerivedEntry other : ofRoute) {
			if (isPaired(entry, other) && !this.found.contains(List.of(entry, other))) {
				RequestDraft both = new PairSearch(this.collector, entry, other).find(base);
				if (both != null) {
					this.found.add(List.of(entry, other));
					addTokens(entry, other, both);
				}
			}
		}
	}

	/** All neighbours, and the pairs of the first entries. */
	private static boolean isPaired(DerivedEntry entry, DerivedEntry other) {
		return other.number() == entry.number() + 1
				|| (other.number() > entry.number() && other.number() < PAIRED_ENTRIES);
	}

	private void addTokens(DerivedEntry entry, DerivedEntry other, RequestDraft both) {
		String group = "%s on route %s".formatted(entry.name(), both.match().route());
		String name = "as for " + other.name();
		this.collector.add(group, name, both, null, CaseDerivation.NO_TOKEN);
		for (DerivedEntry each : List.of(entry, other)) {
			if (each.asksForClient()) {
				RequestDraft sent = both.withCertificate(new GoodCertificates(each).certificate());
				this.collector.add(group, name,
						(each.jwt() != null) ? TokenPlacement.preferred(each.jwt()).put(sent) : sent,
						(each.jwt() != null) ? new GoodTokens(each, both).token() : null, each.name());
			}
		}
	}

}
