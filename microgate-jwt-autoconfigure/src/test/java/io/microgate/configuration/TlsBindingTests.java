package io.microgate.configuration;

import java.util.List;

import io.microgate.constraint.Ref;
import io.microgate.jwks.JwksSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.tls.TlsSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator writes under {@code tls} and {@code sslBundle}.
 */
class TlsBindingTests {

	private static final String SPKI = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";

	private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

	private static final String CUSTOM = """
			microgate:
			  secrets: {ca: "file:/ca/", more: "file:/more/"}
			  jwks:
			    keys:
			      provider:
			        remote:
			          uri: https://idp.example.com/
			          tls:
			            certificateVerification:
			              custom:
			""";

	private static TlsSpec.Custom custom(String yaml) {
		return Configurations.read(CUSTOM + yaml.indent(16))
			.jwks()
			.get("keys")
			.provider()
			.remote()
			.tls()
			.certificateVerification()
			.custom();
	}

	private static List<TlsSpec.SecretSource> secrets(String name) {
		return List.of(new TlsSpec.SecretSource(new Ref(name)));
	}

	@Test
	void readWhenAllOfCustomThenSpec() {
		assertThat(custom("""
				trustedCA:
				  certificates: [{secretRef: {name: ca}}]
				  verificationDepth: 3
				allowedSANs:
				  - sanType: IPAddress
				    matcher: {exact: 10.0.0.1}
				  - sanType: DNS
				    matcher: {suffix: .example.com, ignoreCase: true}
				certificatePinning:
				  allowedSPKIs: ["%1$s"]
				  allowedHashes: ["%2$s"]
				crl:
				  lists: [{secretRef: {name: more}}]
				  validationMode: VerifyLeafCertOnly
				""".formatted(SPKI, HASH))).isEqualTo(new TlsSpec.Custom(new TlsSpec.TrustedCa(secrets("ca"), 3), List
			.of(new TlsSpec.AllowedSan("IPAddress", new StringMatcherSpec("10.0.0.1", null, null, null, null, false)),
					new TlsSpec.AllowedSan("DNS", new StringMatcherSpec(null, null, ".example.com", null, null, true))),
				new TlsSpec.CertificatePinning(List.of(SPKI), List.of(HASH)),
				new TlsSpec.Crl(secrets("more"), "VerifyLeafCertOnly")));
	}

	@Test
	void readWhenKebabCaseAndDefaultsThenSpec() {
		assertThat(custom("""
				trusted-ca: {certificates: [{secret-ref: {name: ca}}]}
				crl: {lists: [{secret-ref: {name: ca}}]}
				""")).isEqualTo(new TlsSpec.Custom(new TlsSpec.TrustedCa(secrets("ca"), 1), null, null,
				new TlsSpec.Crl(secrets("ca"), "VerifyChain")));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "'\"2\"', 2", "'\"${no.such.depth:4}\"', 4", "999999999, 999999999" })
	void readWhenDepthIsIntegerThenTaken(String written, int depth) {
		assertThat(custom("trustedCA: {certificates: [{secretRef: {name: ca}}], verificationDepth: " + written + "}\n")
			.trustedCa()
			.verificationDepth()).isEqualTo(depth);
	}

	@Test
	void readWhenSslBundleThenSpec() {
		assertThat(Configurations.read("""
				microgate:
				  jwks:
				    keys:
				      provider: {remote: {uri: "https://idp.example.com/", tls: {protocol: {minimum: TLSv1_3}}}}
				      extensions: {sslBundle: idp}
				""").jwks().get("keys").extensions().sslBundle()).isEqualTo("idp");
	}

	@ParameterizedTest
	@CsvSource({ "ECDHE-RSA-AES128-GCM-SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
			"ECDHE-ECDSA-AES256-GCM-SHA384, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
			"ECDHE-RSA-CHACHA20-POLY1305, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
			"DHE-RSA-AES256-SHA256, TLS_DHE_RSA_WITH_AES_256_CBC_SHA256" })
	void readWhenCipherHasOpenSslNameThenCureNamesIana(String written, String iana) {
		assertThat(ciphers(written)).extracting(Problem::cure).containsExactly("Write " + iana);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ECDHE-RSA-NO-SUCH", "ecdhe-rsa-aes128-gcm-sha256", "TLS_NO_SUCH" })
	void readWhenCipherIsUnknownThenCureNamesNoOther(String written) {
		assertThat(ciphers(written)).extracting(Problem::cure)
			.singleElement()
			.asString()
			.doesNotStartWith("Write TLS_ECDHE");
	}

	private static List<Problem> ciphers(String name) {
		return Configurations.problems("""
				microgate:
				  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/", tls: {ciphers: [%s]}}}}}
				""".formatted(name));
	}

}
