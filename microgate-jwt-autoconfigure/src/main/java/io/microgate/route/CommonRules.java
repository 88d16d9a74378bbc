package io.microgate.route;

import java.util.function.Supplier;

import io.microgate.certificate.CertificateSource;
import io.microgate.request.FieldNames;
import io.microgate.request.RequestFacts;

/**
 * What holds for every request, whatever its route.
 */
public final class CommonRules {

	/**
	 * Nothing is configured.
	 */
	public static final CommonRules NONE = new CommonRules(FieldNames.NONE, CertificateSource.CONNECTION,
			ChallengeRules.NONE, MetadataDocuments.NONE);

	private final FieldNames propagatedFields;

	private final FieldNames propagatedAndUntrustedFields;

	private final CertificateSource certificates;

	private final ChallengeRules challenges;

	private final MetadataDocuments metadata;

	/**
	 * Creates the rules.
	 * @param propagatedFields header fields that any identity propagation names
	 * @param certificates finds the certificate of a client
	 * @param challenges what challenges say
	 * @param metadata describes protected resources to clients
	 */
	public CommonRules(FieldNames propagatedFields, CertificateSource certificates, ChallengeRules challenges,
			MetadataDocuments metadata) {
		this.propagatedFields = propagatedFields;
		this.propagatedAndUntrustedFields = propagatedFields.and(certificates.headerFields());
		this.certificates = certificates;
		this.challenges = challenges;
		this.metadata = metadata;
	}

	/**
	 * The header fields whose values clients cannot set: those that are propagated and,
	 * unless a trusted proxy sends the request, those of certificates.
	 * @param request gives the request, which is looked at only if the configuration
	 * trusts proxies
	 * @return the fields that are removed from it if it goes on
	 */
	public FieldNames removedFields(Supplier<? extends RequestFacts> request) {
		boolean trusted = this.certificates.isConnectionOnly()
				|| this.certificates.untrustedFields(request.get()).isEmpty();
		return trusted ? this.propagatedFields : this.propagatedAndUntrustedFields;
	}

	/**
	 * What challenges say.
	 * @return the rules
	 */
	public ChallengeRules challenges() {
		return this.challenges;
	}

	/**
	 * Describes protected resources to clients.
	 * @return the documents, also those at whose path a route decides
	 */
	public MetadataDocuments metadata() {
		return this.metadata;
	}

}
