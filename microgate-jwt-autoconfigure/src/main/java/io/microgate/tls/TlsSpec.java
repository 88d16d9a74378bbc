package io.microgate.tls;

import java.util.List;

import io.microgate.constraint.AnyOf;
import io.microgate.constraint.AtLeastOneOf;
import io.microgate.constraint.AtMostOneOf;
import io.microgate.constraint.FieldName;
import io.microgate.constraint.Marker;
import io.microgate.constraint.Pattern;
import io.microgate.constraint.Range;
import io.microgate.constraint.Ref;
import io.microgate.constraint.Required;
import io.microgate.constraint.Size;
import io.microgate.constraint.UniqueItems;
import io.microgate.match.StringMatcherSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code provider.remote.tls}.
 *
 * @param certificateVerification How the server certificate is verified, the JVM's trust
 * store when absent.
 * @param ciphers IANA names of the cipher suites that are offered.
 * @param protocol Versions that are offered.
 */
@ConfigurationPropertiesSource
public record TlsSpec(@Nullable CertificateVerification certificateVerification,
		@Size(min = 1, max = 32) @UniqueItems @Nullable List<@Size(max = 256) String> ciphers,
		@Nullable Protocol protocol) {

	/**
	 * {@code tls.certificateVerification}.
	 *
	 * @param disabled Any certificate is accepted, for development only.
	 * @param publicCas The JVM's trust store and the host name decide.
	 * @param custom Certificates from secrets, or pins, decide.
	 */
	@AtMostOneOf({ "disabled", "publicCas", "custom" })
	public record CertificateVerification(@Nullable Marker disabled, @FieldName("publicCAs") @Nullable Marker publicCas,
			@Nullable Custom custom) {
	}

	/**
	 * {@code certificateVerification.custom}: all that is set has to hold.
	 *
	 * @param trustedCa Certificates that the chain has to lead to.
	 * @param allowedSans Names of the certificate of which one has to match, instead of
	 * the host name.
	 * @param certificatePinning What the server's certificate has to be.
	 * @param crl Lists of certificates that are no longer good.
	 */
	@AtLeastOneOf({ "trustedCa", "certificatePinning" })
	public record Custom(@FieldName("trustedCA") @Nullable TrustedCa trustedCa,
			@FieldName("allowedSANs") @Size(min = 1, max = 32) @Nullable List<AllowedSan> allowedSans,
			@Nullable CertificatePinning certificatePinning, @Nullable Crl crl) {
	}

	/**
	 * {@code custom.trustedCA}.
	 *
	 * @param certificates Secrets whose key 'ca.crt' holds trusted certificates.
	 * @param verificationDepth How many steps from the server's certificate up a trusted
	 * one has to be found.
	 */
	public record TrustedCa(@Required @Size(min = 1, max = 16) @Nullable List<SecretSource> certificates,
			@DefaultValue("1") @Range(min = 0) int verificationDepth) {
	}

	/**
	 * An item of {@code trustedCA.certificates} and {@code crl.lists}.
	 *
	 * @param secretRef The secret that is read.
	 */
	@ConfigurationPropertiesSource
	public record SecretSource(@Required @Nullable Ref secretRef) {
	}

	/**
	 * An item of {@code custom.allowedSANs}.
	 *
	 * @param sanType Kind of the subject alternative name: DNS, URI or IPAddress.
	 * @param matcher How the name is compared.
	 */
	@ConfigurationPropertiesSource
	public record AllowedSan(@Required @AnyOf( {
			"DNS", "Email", "URI", "IPAddress" }) @Nullable String sanType,
			@Required @Nullable StringMatcherSpec matcher){
	}

	/**
	 * {@code custom.certificatePinning}: one of all has to be the server's.
	 *
	 * @param allowedSpkis SHA-256 over the public key (SubjectPublicKeyInfo), in base64.
	 * @param allowedHashes SHA-256 over the certificate, in hex with or without colons.
	 */
	@AtLeastOneOf({ "allowedSpkis", "allowedHashes" })
	public record CertificatePinning(
			@FieldName("allowedSPKIs") @Size(min = 1,
					max = 64) @UniqueItems @Nullable List<@Pattern(value = "[A-Za-z0-9+/]{43}=",
							rule = "must be the SHA-256 of a public key in base64, 44 characters") String> allowedSpkis,
			@Size(min = 1, max = 64) @UniqueItems @Nullable List<@Pattern(
					value = "[0-9a-fA-F]{64}|[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){31}",
					rule = "must be the SHA-256 of a certificate in hex, with or without colons") String> allowedHashes) {
	}

	/**
	 * {@code custom.crl}.
	 *
	 * @param lists Secrets whose key 'ca.crl' holds revocation lists.
	 * @param validationMode Which certificates of the chain are looked up: VerifyChain or
	 * VerifyLeafCertOnly.
	 */
	public record Crl(@Required @Size(min = 1, max = 32) @Nullable List<SecretSource> lists,
			@DefaultValue("VerifyChain") @AnyOf( {
					"VerifyLeafCertOnly", "VerifyChain" }) String validationMode){
	}

	/**
	 * {@code tls.protocol}.
	 *
	 * @param minimum Lowest version offered, TLSv1_0 to TLSv1_3.
	 * @param maximum Highest version offered, TLSv1_0 to TLSv1_3.
	 */
	public record Protocol(@AnyOf( {
			"TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3" }) @Nullable String minimum,
			@AnyOf({ "TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3" }) @Nullable String maximum){
	}

}
