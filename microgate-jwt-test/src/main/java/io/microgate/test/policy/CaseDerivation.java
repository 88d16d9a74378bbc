package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.route.ExpandedMatch;
import io.microgate.route.RouteSpec;
import org.jspecify.annotations.Nullable;

/**
 * Derives cases from a configuration: for each entry of a policy requests that it
 * decides, and the same requests and tokens with one part changed.
 */
final class CaseDerivation {

	/** Further tokens for a request would only repeat what others show. */
	private static final int MAX_TOKENS = 8;

	static final String NO_TOKEN = "no token";

	/** A match for requests that have none. */
	private static final ExpandedMatch UNMATCHED = ExpandedMatch.expand("", new RouteSpec(null, null, null)).get(0);

	private final DerivedPolicies policies;

	private final CaseCollector collector;

	private final Set<DerivedEntry> probedEntries = new HashSet<>();

	private final Set<String> probedJwts = new HashSet<>();

	private final Set<DerivedEntry> allowing = new HashSet<>();

	private final PairCases pairs;

	private final Map<String, List<Runnable>> probes = new LinkedHashMap<>();

	private CaseDerivation(CaseEngine engine) {
		this.policies = new DerivedPolicies(engine.configuration().properties());
		this.collector = new CaseCollector(engine);
		this.pairs = new PairCases(this.collector);
	}

	/**
	 * Derives the cases of a configuration.
	 * @param engine decides with the configuration
	 * @return the cases
	 */
	static DerivedCases derive(CaseEngine engine) {
		return derive(engine, CaseCollector.MAX_CASES);
	}

	/** Derives no more cases than a number. */
	static DerivedCases derive(CaseEngine engine, int max) {
		CaseDerivation derivation = new CaseDerivation(engine);
		derivation.derive();
		return derivation.collector.collected(max, derivation.unproven());
	}

	/** Entries that decide, but let no token through that was found. */
	private List<DerivedEntry> unproven() {
		return this.policies.entries()
			.stream()
			.filter((entry) -> entry.asksForClient() && entry.authorization().deny() == null)
			.filter((entry) -> this.probedEntries.contains(entry) && !this.allowing.contains(entry))
			.toList();
	}

	/** What every entry lets through comes first, so that no bound leaves it out. */
	private void derive() {
		for (ExpandedMatch match : this.policies.matches()) {
			List<DerivedEntry> ofRoute = this.policies.entries(match.route());
			if (ofRoute != null) {
				derive(match, ofRoute);
			}
			else {
				deriveWithoutPolicy(match);
			}
		}
		deriveUnmatched();
		this.probes.forEach((entry, ofEntry) -> {
			this.collector.beginProbesOf(entry);
			ofEntry.forEach(Runnable::run);
		});
		this.policies.entries()
			.stream()
			.filter((entry) -> !this.probedEntries.contains(entry))
			.forEach((entry) -> this.collector
				.remark("Entry '%s' decides no request that was found".formatted(entry.name())));
	}

	private void derive(ExpandedMatch match, List<DerivedEntry> ofRoute) {
		RequestSearch search = new RequestSearch(this.collector, match, ofRoute, this.policies.remoteAddress());
		Map<DerivedEntry, RequestDraft> bases = new LinkedHashMap<>();
		for (DerivedEntry entry : ofRoute) {
			String group = "%s on route %s".formatted(entry.name(), match.route());
			RequestDraft base = search.find(entry);
			if (base == null) {
				probeLater(entry, () -> probeHidden(group, entry, search));
				continue;
			}
			addWithTokens(group, "", base, entry, true);
			noteAllowed(entry, base);
			if (bases.isEmpty()) {
				probeLater(entry, () -> addAll(group,
						new RequestProbes(base).ofRoute().ofMatches(this.policies.matches()), entry));
			}
			bases.put(entry, base);
			if (this.probedEntries.add(entry)) {
				probeLater(entry, () -> probe(group, base, entry, search));
			}
		}
		bases.forEach((entry, base) -> probeLater(entry, () -> this.pairs.add(entry, base, ofRoute)));
		if (bases.isEmpty()) {
			this.collector.remark("Route '%s' (%s): no request was found that an entry decides".formatted(match.route(),
					match.describe()));
		}
	}

	private void probeLater(DerivedEntry entry, Runnable probe) {
		this.probes.computeIfAbsent(entry.name(), (name) -> new ArrayList<>()).add(probe);
	}

	private void noteAllowed(DerivedEntry entry, RequestDraft base) {
		if (!entry.asksForClient() || this.allowing.contains(entry)) {
			return;
		}
		GoodCertificates certificates = new GoodCertificates(entry);
		boolean allowed = Stream
			.concat(Stream.of(certificates.draft()),
					entry.requireAnyCertificate()
						.stream()
						.map((alternative) -> certificates.draft(certificates.needs(alternative))))
			.anyMatch(
					(draft) -> isAllowed(entry, base.withCertificate((draft != null) ? draft.toCertificate() : null)));
		if (allowed) {
			this.allowing.add(entry);
		}
	}

	private boolean isAllowed(DerivedEntry entry, RequestDraft base) {
		if (entry.jwt() == null) {
			return this.collector.decide(base, null).allowed();
		}
		GoodTokens good = new GoodTokens(entry, base);
		RequestDraft sent = TokenPlacement.preferred(entry.jwt()).put(base);
		List<@Nullable ClaimNeed> alternatives = new ArrayList<>(entry.requireAny());
		if (alternatives.isEmpty()) {
			alternatives.add(null);
		}
		for (int i = 0; i < good.requirements(); i++) {
			for (ClaimNeed alternative : alternatives) {
				if (this.collector.decide(sent, good.token(i, good.entryNeeds(alternative))).allowed()) {
					return true;
				}
			}
		}
		return false;
	}

	private void deriveWithoutPolicy(ExpandedMatch match) {
		RequestDraft base = new RequestSearch(this.collector, match, List.of(), this.policies.remoteAddress()).start();
		if (base != null) {
			addWithTokens("route %s without a policy".formatted(match.route()), "", base, null, true);
		}
	}

	private void deriveUnmatched() {
		RequestDraft unmatched = new RequestDraft(UNMATCHED, "GET", null, "/no/such/route", Map.of(), Map.of(),
				this.policies.remoteAddress(), null, null);
		for (RequestDraft request : List.of(unmatched, unmatched.withPath("/"),
				unmatched.withHost("unknown.example"))) {
			this.collector.add("no route", "", request, null, NO_TOKEN);
		}
	}

	/** What an entry is for that others or no route lead to. */
	private void probeHidden(String group, DerivedEntry entry, RequestSearch search) {
		RequestDraft start = search.start();
		if (start != null && entry.conditions() != null) {
			probeConditions(group, search.meetingAll(start, entry.conditions()), entry, entry.conditions());
		}
	}

	private void probe(String group, RequestDraft base, DerivedEntry entry, RequestSearch search) {
		RequestConditions conditions = entry.conditions();
		if (conditions != null) {
			probeConditions(group, conditions.invert() ? search.meetingAll(base, conditions) : base, entry, conditions);
		}
		if (entry.authorization().deny() != null) {
			return;
		}
		new EntryCertificateCases(this.collector, group, base, entry).add();
		if (entry.jwt() == null) {
			return;
		}
		EntryTokenCases tokens = new EntryTokenCases(this.collector, this.policies, group,
				base.withCertificate(new GoodCertificates(entry).certificate()), entry);
		tokens.addClaims();
		tokens.addSender();
		tokens.addOtherJwts();
		if (this.probedJwts.add(String.valueOf(entry.jwtName()))) {
			tokens.addJwt();
		}
	}

	private void probeConditions(String group, RequestDraft met, DerivedEntry entry, RequestConditions conditions) {
		addWithTokens(group, "", met, entry, true);
		addAll(group, new RequestProbes(met).ofConditions(conditions), entry);
	}

	private void addAll(String group, RequestProbes probes, DerivedEntry entry) {
		probes.all().forEach((what, request) -> addWithTokens(group, probes.name(what), request, entry, false));
	}

	/**
	 * Sends a request with each token that may be good for it, as another entry may
	 * decide once a condition is changed. If all are refused the best one is enough.
	 */
	private void addWithTokens(String group, String name, RequestDraft request, @Nullable DerivedEntry entry,
			boolean all) {
		Map<String, Candidate> candidates = candidates(request, entry);
		boolean allowed = candidates.values()
			.stream()
			.anyMatch((candidate) -> this.collector.decide(candidate.request(), candidate.token()).allowed());
		String best = (entry != null && entry.asksForClient()) ? entry.name() : NO_TOKEN;
		candidates.forEach((token, candidate) -> {
			if (all || allowed || token.equals(best)) {
				this.collector.add(group, name, candidate.request(), candidate.token(), token);
			}
		});
	}

	/** Names tokens by the entries for which they are good. */
	private Map<String, Candidate> candidates(RequestDraft request, @Nullable DerivedEntry entry) {
		Map<String, Candidate> candidates = new LinkedHashMap<>();
		candidates.put(NO_TOKEN, new Candidate(request, null));
		Set<DerivedEntry> possible = new LinkedHashSet<>();
		if (entry != null) {
			possible.add(entry);
		}
		possible.addAll(this.policies.entriesFor(request));
		if (entry == null) {
			possible.addAll(this.policies.entries());
		}
		for (DerivedEntry other : possible) {
			if (other.asksForClient() && candidates.size() <= MAX_TOKENS) {
				candidates.put(other.name(), candidate(request, other));
			}
		}
		return candidates;
	}

	private static Candidate candidate(RequestDraft request, DerivedEntry entry) {
		RequestDraft sent = request.withCertificate(new GoodCertificates(entry).certificate());
		return (entry.jwt() == null) ? new Candidate(sent, null) : new Candidate(
				TokenPlacement.preferred(entry.jwt()).put(sent), new GoodTokens(entry, request).token());
	}

	/**
	 * A request with a token.
	 *
	 * @param request the request
	 * @param token the token, {@code null} for none
	 */
	private record Candidate(RequestDraft request, @Nullable TokenDraft token) {
	}

}
