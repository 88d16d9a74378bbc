package io.microgate.route;

import io.microgate.certificate.CertificateSource;
import io.microgate.request.FieldNames;

/**
 * What holds for every request, whatever its route.
 *
 * @param propagatedFields header fields that any identity propagation names, which
 * clients cannot set
 * @param certificates finds the certificate of a client
 * @param challenges what challenges say
 * @param metadata describes protected resources to clients
 */
public record CommonRules(FieldNames propagatedFields, CertificateSource certificates, ChallengeRules challenges,
		MetadataDocuments metadata) {

	/**
	 * Nothing is configured.
	 */
	public static final CommonRules NONE = new CommonRules(FieldNames.NONE, CertificateSource.CONNECTION,
			ChallengeRules.NONE, MetadataDocuments.NONE);

	/**
	 * Whether every request goes on with the header fields that were sent.
	 * @return {@code false} if fields may be removed
	 */
	public boolean isEmpty() {
		return this.propagatedFields.isEmpty() && this.certificates.isConnectionOnly();
	}

}
