package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import javax.naming.ldap.Rdn;

import org.jspecify.annotations.Nullable;

/**
 * A certificate while it is put together, in the parts that conditions are on.
 *
 * @param names values where they are
 */
record CertificateDraft(List<Name> names) {

	static final CertificateDraft UNNAMED = new CertificateDraft(List.of());

	/** Fields of names as conditions and certificates call them. */
	static final Map<String, String> FIELDS = Map.of("CommonName", "CN", "Organization", "O", "OrganizationalUnit",
			"OU", "Country", "C", "State", "ST", "Locality", "L");

	CertificateDraft with(Place place, String value) {
		List<Name> changed = new ArrayList<>(this.names);
		changed.add(new Name(place, value));
		return new CertificateDraft(changed);
	}

	CertificateDraft without(Place place) {
		return new CertificateDraft(this.names.stream().filter((name) -> !name.place().equals(place)).toList());
	}

	/** Whether the certificate has a value that meets a need. */
	boolean meets(CertificateNeed need) {
		return this.names.stream().anyMatch((name) -> need.isMetBy(name.place(), name.value()));
	}

	/** Writes the certificate as that of a case. */
	PolicyCaseCertificate toCertificate() {
		return new PolicyCaseCertificate(null, name(Part.SUBJECT), name(Part.ISSUER),
				this.names.stream()
					.filter((name) -> name.place().part() == Part.SAN)
					.map((name) -> name.place().field() + ':' + name.value())
					.toList());
	}

	private @Nullable String name(Part part) {
		String text = this.names.stream()
			.filter((name) -> name.place().part() == part)
			.map((name) -> Objects.requireNonNull(FIELDS.get(name.place().field())) + '='
					+ Rdn.escapeValue(name.value()))
			.collect(Collectors.joining(", "));
		return text.isEmpty() ? null : text;
	}

	/** Parts of a certificate. */
	enum Part {

		SUBJECT, ISSUER, SAN, HASH

	}

	/**
	 * Where a value is.
	 *
	 * @param part the part of the certificate
	 * @param field field of the name, or type of the alternative name
	 */
	record Place(Part part, String field) {

		@Override
		public String toString() {
			return switch (this.part) {
				case SUBJECT -> "subject " + this.field;
				case ISSUER -> "issuer " + this.field;
				case SAN -> "SAN " + this.field;
				case HASH -> "hash";
			};
		}

	}

	/**
	 * A value and where it is.
	 *
	 * @param place where it is
	 * @param value the value
	 */
	record Name(Place place, String value) {
	}

}
