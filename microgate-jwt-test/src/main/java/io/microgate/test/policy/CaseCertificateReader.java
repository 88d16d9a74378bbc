package io.microgate.test.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.manifest.ManifestNode;
import io.microgate.manifest.ManifestNode.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the certificate of a policy case: PEM, or an object with names.
 */
final class CaseCertificateReader {

	private static final String CERTIFICATE = "certificate";

	private static final String SUBJECT = "subject";

	private static final String ISSUER = "issuer";

	private static final String SANS = "sans";

	static final List<String> KNOWN = List.of(SUBJECT, ISSUER, SANS);

	private final CaseProblems problems;

	private final CaseCertificates certificates = new CaseCertificates();

	CaseCertificateReader(CaseProblems problems) {
		this.problems = problems;
	}

	/**
	 * Reads the key {@code certificate}.
	 * @param fields the case
	 * @return the certificate, {@code null} for none
	 */
	@Nullable PolicyCaseCertificate read(CaseFields fields) {
		ManifestNode node = fields.field(CERTIFICATE);
		if (node == null) {
			return null;
		}
		PolicyCaseCertificate certificate = (node.kind() == Kind.TEXT) ? PolicyCaseCertificate.of(node.text())
				: object(new CaseFields(node, fields.path(CERTIFICATE), this.problems, KNOWN));
		try {
			this.certificates.certificate(certificate);
			return certificate;
		}
		catch (IllegalArgumentException ex) {
			fields.problem(CERTIFICATE, String.valueOf(ex.getMessage()));
			return null;
		}
	}

	private static PolicyCaseCertificate object(CaseFields fields) {
		return new PolicyCaseCertificate(null, fields.string(SUBJECT), fields.string(ISSUER), fields.strings(SANS));
	}

	/** Writes a certificate as it is read. */
	static Object write(PolicyCaseCertificate certificate) {
		if (certificate.pem() != null) {
			return certificate.pem();
		}
		Map<String, Object> fields = new LinkedHashMap<>();
		PolicyCasesWriter.put(fields, SUBJECT, certificate.subject());
		PolicyCasesWriter.put(fields, ISSUER, certificate.issuer());
		PolicyCasesWriter.put(fields, SANS, certificate.sans().isEmpty() ? null : certificate.sans());
		return fields;
	}

}
