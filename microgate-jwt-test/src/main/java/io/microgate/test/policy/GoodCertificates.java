package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Makes certificates that meet the conditions of an entry, and that its tokens are bound
 * to.
 */
final class GoodCertificates {

	/** Tells which certificates can be made. */
	private static final CaseCertificates MADE = new CaseCertificates();

	private final DerivedEntry entry;

	GoodCertificates(DerivedEntry entry) {
		this.entry = entry;
	}

	static boolean canBeMade(CertificateDraft draft) {
		try {
			MADE.certificate(draft.toCertificate());
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/** The certificate by the first alternative, {@code null} if none is asked for. */
	@Nullable PolicyCaseCertificate certificate() {
		CertificateDraft draft = draft();
		return (draft != null) ? draft.toCertificate() : null;
	}

	/** Where a claim is the alternative, the token has it. */
	@Nullable CertificateDraft draft() {
		List<CertificateNeed> any = this.entry.requireAnyCertificate();
		List<CertificateNeed> needs = needs((any.isEmpty() || !this.entry.requireAny().isEmpty()) ? null : any.get(0));
		return (needs.isEmpty() && !this.entry.bindsToCertificate()) ? null : draft(needs);
	}

	/** What the entry asks of certificates, with one of the alternatives. */
	List<CertificateNeed> needs(@Nullable CertificateNeed alternative) {
		List<CertificateNeed> needs = new ArrayList<>(this.entry.requireAllCertificates());
		if (alternative != null) {
			needs.add(alternative);
		}
		return needs;
	}

	/** A certificate that meets some conditions, as far as values for them are known. */
	CertificateDraft draft(List<CertificateNeed> needs) {
		CertificateDraft draft = CertificateDraft.UNNAMED;
		for (CertificateNeed need : needs) {
			if (!draft.meets(need)) {
				draft = with(need, draft);
			}
		}
		return draft;
	}

	private CertificateDraft with(CertificateNeed need, CertificateDraft draft) {
		return need.matching()
			.stream()
			.filter((value) -> this.entry.requireNoCertificate()
				.stream()
				.noneMatch((unwanted) -> unwanted.isMetBy(need.place(), value)))
			.map((value) -> draft.with(need.place(), value))
			.filter(GoodCertificates::canBeMade)
			.findFirst()
			.orElse(draft);
	}

}
