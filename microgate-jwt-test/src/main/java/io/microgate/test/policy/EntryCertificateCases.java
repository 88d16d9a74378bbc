package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.test.policy.CertificateDraft.Part;
import io.microgate.test.policy.CertificateDraft.Place;
import org.jspecify.annotations.Nullable;

/**
 * Adds cases with a request that an entry decides, and certificates that are good for it
 * but for one part.
 */
final class EntryCertificateCases {

	private final CaseCollector collector;

	private final String group;

	private final RequestDraft request;

	private final DerivedEntry entry;

	private final GoodCertificates good;

	private final @Nullable GoodTokens tokens;

	/**
	 * Begins with a request.
	 * @param collector collects the cases
	 * @param group what the cases are about
	 * @param base the request
	 * @param entry the entry
	 */
	EntryCertificateCases(CaseCollector collector, String group, RequestDraft base, DerivedEntry entry) {
		this.collector = collector;
		this.group = group;
		this.entry = entry;
		this.good = new GoodCertificates(entry);
		this.request = (entry.jwt() != null) ? TokenPlacement.preferred(entry.jwt()).put(base) : base;
		this.tokens = (entry.jwt() != null) ? new GoodTokens(entry, base) : null;
	}

	/** Misses each condition on the certificate alone. */
	void add() {
		if (!this.entry.asksForCertificate()) {
			return;
		}
		if (this.entry.allCertificateNeeds().stream().anyMatch((need) -> need.place().part() == Part.HASH)) {
			this.collector.remark("Entry '%s' has a condition on the hash of a certificate, which no request meets here"
				.formatted(this.entry.name()));
		}
		TokenDraft token = (this.tokens != null) ? this.tokens.token() : null;
		add("no certificate", null, token);
		add("certificate without names", CertificateDraft.UNNAMED, token);
		CertificateDraft first = this.good.draft();
		probe((first != null) ? first : CertificateDraft.UNNAMED, this.entry.allCertificateNeeds(), token);
		TokenDraft plain = (this.tokens != null) ? this.tokens.token(0, this.tokens.entryNeeds(null)) : null;
		for (CertificateNeed alternative : this.entry.requireAnyCertificate()) {
			List<CertificateNeed> needs = this.good.needs(alternative);
			CertificateDraft draft = this.good.draft(needs);
			add("certificate by " + alternative.place(), draft, plain);
			probe(draft, needs, plain);
		}
	}

	private void probe(CertificateDraft base, List<CertificateNeed> needs, @Nullable TokenDraft token) {
		Map<String, CertificateDraft> probes = new LinkedHashMap<>();
		for (CertificateNeed need : needs) {
			CertificateDraft without = base.without(need.place());
			probes.put("certificate without " + need.place(), without);
			for (String value : need.neighbours()) {
				probes.put("certificate with %s '%s'".formatted(need.place(), value),
						without.with(need.place(), value));
				probes.put("certificate with another %s '%s'".formatted(need.place(), value),
						base.with(need.place(), value));
			}
			for (String value : need.matching()) {
				for (Place other : places(need.place())) {
					probes.put("certificate with %s '%s' in place of %s".formatted(other, value, need.place()),
							without.with(other, value));
				}
			}
		}
		probes.forEach((what, draft) -> {
			if (GoodCertificates.canBeMade(draft)) {
				add(what, draft, token);
			}
		});
	}

	/** All other places of the same kind. */
	private static Set<Place> places(Place place) {
		List<Place> all = new ArrayList<>();
		if (place.part() == Part.SAN) {
			CaseCertificates.TAGS.keySet().stream().sorted().forEach((type) -> all.add(new Place(Part.SAN, type)));
		}
		else {
			CertificateDraft.FIELDS.keySet()
				.stream()
				.sorted()
				.forEach((field) -> all.add(new Place(place.part(), field)));
			all.add(new Place(Part.SUBJECT, place.field()));
			all.add(new Place(Part.ISSUER, place.field()));
		}
		all.remove(place);
		return new LinkedHashSet<>(all.stream().filter((other) -> !other.equals(place)).toList());
	}

	private void add(String what, @Nullable CertificateDraft certificate, @Nullable TokenDraft token) {
		this.collector.add(this.group, what,
				this.request.withCertificate((certificate != null) ? certificate.toCertificate() : null), token,
				this.entry.name());
	}

}
