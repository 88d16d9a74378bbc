package io.microgate.certificate;

import java.net.URLEncoder;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import javax.security.auth.x500.X500Principal;

import io.microgate.jwks.TestAuthority;
import io.microgate.jwks.TestCertificate;
import io.microgate.request.FieldNames;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CertificateSource}.
 */
class CertificateSourceTests {

	private static final String CLIENT_CERT = "Client-Cert";

	private static final String XFCC = "X-Forwarded-Client-Cert";

	private static final TestCertificate ANN = TestAuthority.root("Client CA").issueClient(new X500Principal("CN=ann"));

	private static final X509Certificate PROXY = TestAuthority.root("Proxy CA").certificate();

	private static final String DER = Base64.getEncoder().encodeToString(encoded());

	private static final String PEM = "-----BEGIN%20CERTIFICATE-----%0A"
			+ DER.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D") + "%0A-----END%20CERTIFICATE-----%0A";

	private static byte[] encoded() {
		try {
			return ANN.certificate().getEncoded();
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static CertificateSource source(String header) {
		return CertificateSource.compile(new ClientCertificateSpec(header, List.of("192.0.2.0/24", "2001:db8::/32")));
	}

	private static PresentedCertificate read(String header, String... values) {
		return source(header).read(TestRequest.get().peer("192.0.2.7").certificate(PROXY).header(header, values));
	}

	static Stream<String> goodElements() {
		return Stream.of("Cert=" + PEM, "cert=" + PEM, "Cert=\"" + PEM + "\"", " Cert=" + PEM + " ",
				"Hash=00;Cert=\"" + PEM + "\";Subject=\"CN=root,O=\\\"x;y\\\"\";URI=;DNS=a;DNS=b",
				"By=spiffe://a,".substring(0, 13) + ";Cert=" + PEM + ";Chain=\"" + PEM + PEM + "\"",
				"Cert=\"" + PEM.replace("%0A", "%0D%0A") + "\"", "Cert=" + PEM.replace("%2B", "+").replace("%2F", "/"),
				"Cert=" + URLEncoder.encode(ANN.pem().substring(0, ANN.pem().indexOf("-----END")), US_ASCII)
					.replace("+", "%20") + "-----END%20CERTIFICATE-----");
	}

	static Stream<String> badElements() {
		return Stream.of("", " ", "Cert", "Cert=", "Cert=\"\"", "=" + PEM, ";Cert=" + PEM, "Cert=" + PEM + ";",
				"Cert=" + PEM + ",", ",Cert=" + PEM, "Cert=" + PEM + ",Cert=" + PEM, "Cert=" + PEM + ",Hash=00",
				"Hash=00,Cert=" + PEM, "Cert=" + PEM + ";Cert=" + PEM, "Cert=" + PEM + ";cert=" + PEM,
				"Subject=\"CN=ann\";Hash=00", "Chain=" + PEM, "Cert=\"" + PEM, "Cert=\"" + PEM + "\\\"",
				"Cert=\"" + PEM + "\"x", "Cert=x\"" + PEM + "\"", "Cert =" + PEM, "Cert= " + PEM + " x",
				"Cert=" + PEM + PEM, "Cert=" + PEM + "x", "Cert=" + PEM.substring(0, PEM.length() - 10), "Cert=" + DER,
				"Cert=:" + DER + ":", "Cert=" + PEM.replace("%20", "+"), "Cert=" + PEM.replace("%0A", "%0"),
				"Cert=" + PEM.replace("%0A", "%FF"), "Cert=" + PEM.replace("BEGIN", "begin"),
				"Cert=" + PEM.replace("CERTIFICATE", "TRUSTED%20CERTIFICATE"), "Subject=\"a;Cert=" + PEM + "\"",
				"Cert=-----BEGIN%20CERTIFICATE-----%0A-----END%20CERTIFICATE-----", "-----BEGIN CERTIFICATE-----");
	}

	static Stream<String> badSequences() {
		String trailing = Base64.getEncoder()
			.encodeToString((new String(encoded(), java.nio.charset.StandardCharsets.ISO_8859_1) + "x")
				.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
		return Stream.of("", ":", "::", DER, ":" + DER, DER + ":", "\"" + DER + "\"", ":" + DER + ":;a=1",
				":" + DER + ":,:" + DER + ":", ":" + DER + DER + ":", ":" + trailing + ":", ": " + DER + ":",
				":" + DER.substring(4) + ":", ":" + DER.replace('A', '-') + ":", ":AAAA:", "?1", ":" + PEM + ":",
				":" + Base64.getEncoder().encodeToString(ANN.pem().getBytes(US_ASCII)) + ":",
				":" + DER.substring(0, DER.length() / 8 * 4) + ":");
	}

	@ParameterizedTest
	@MethodSource("goodElements")
	void readWhenElementOfTrustedProxyHasCertificateThenIsIt(String value) {
		assertThat(read(XFCC, value).certificate()).isEqualTo(ANN.certificate());
		assertThat(read(XFCC, value).invalid()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("badElements")
	void readWhenElementCannotBeReadThenIsInvalid(String value) {
		assertThat(read(XFCC, value)).isSameAs(PresentedCertificate.INVALID);
	}

	@ParameterizedTest
	@MethodSource("badSequences")
	void readWhenByteSequenceCannotBeReadThenIsInvalid(String value) {
		assertThat(read(CLIENT_CERT, value)).isSameAs(PresentedCertificate.INVALID);
	}

	@Test
	void readWhenByteSequenceOfTrustedProxyThenIsItsCertificate() {
		PresentedCertificate presented = read(CLIENT_CERT, ":" + DER + ":");
		assertThat(presented.certificate()).isEqualTo(ANN.certificate());
		assertThat(presented.names().subject("CommonName")).containsExactly("ann");
		assertThat(presented.thumbprint())
			.isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(ANN.hashPin())));
	}

	@Test
	void readWhenTrustedProxySendsNoneThenItsOwnDoesNotCount() {
		assertThat(read(CLIENT_CERT)).isSameAs(PresentedCertificate.NONE);
	}

	@Test
	void readWhenSeveralLinesThenIsInvalid() {
		assertThat(read(CLIENT_CERT, ":" + DER + ":", ":" + DER + ":")).isSameAs(PresentedCertificate.INVALID);
		assertThat(read(XFCC, "Cert=" + PEM, "Hash=00")).isSameAs(PresentedCertificate.INVALID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Client_Cert", "client_cert" })
	void readWhenFieldIsThereInAnotherSpellingThenIsInvalid(String name) {
		TestRequest request = TestRequest.get().peer("192.0.2.7").header(CLIENT_CERT, ":" + DER + ":");
		assertThat(source(CLIENT_CERT).read(request.header(name, ":" + DER + ":")))
			.isSameAs(PresentedCertificate.INVALID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "192.0.3.7", "2001:db9::1", "127.0.0.1" })
	void readWhenPeerIsNotTrustedThenConnectionAloneCounts(String peer) {
		TestRequest request = TestRequest.get().from("192.0.2.7").peer(peer).header(CLIENT_CERT, ":" + DER + ":");
		assertThat(source(CLIENT_CERT).read(request)).isSameAs(PresentedCertificate.NONE);
		assertThat(source(CLIENT_CERT).read(request.certificate(PROXY)).certificate()).isSameAs(PROXY);
		assertThat(source(CLIENT_CERT).untrustedFields(request))
			.isEqualTo(FieldNames.of(List.of("client-cert", "client-cert-chain")));
		assertThat(source(XFCC).untrustedFields(request)).isEqualTo(FieldNames.of(List.of(XFCC)));
	}

	@Test
	void readWhenPeerIsUnknownThenIsNotTrusted() {
		TestRequest request = TestRequest.get().from("192.0.2.7").header(CLIENT_CERT, ":" + DER + ":");
		assertThat(source(CLIENT_CERT).read(request)).isSameAs(PresentedCertificate.NONE);
		assertThat(source(CLIENT_CERT).untrustedFields(request).contains("Client_Cert")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "192.0.2.255", "::ffff:192.0.2.1", "2001:db8::1" })
	void untrustedFieldsWhenPeerIsTrustedThenAreNone(String peer) {
		assertThat(source(CLIENT_CERT).untrustedFields(TestRequest.get().peer(peer)).isEmpty()).isTrue();
	}

	@Test
	void readWhenNothingIsConfiguredThenHeaderIsNoCertificate() {
		CertificateSource source = CertificateSource.compile(null);
		TestRequest request = TestRequest.get().peer("192.0.2.7").header(CLIENT_CERT, ":" + DER + ":");
		assertThat(source.read(request)).isSameAs(PresentedCertificate.NONE);
		assertThat(source.untrustedFields(request).isEmpty()).isTrue();
		assertThat(source.read(request.certificate(PROXY)).certificate()).isSameAs(PROXY);
	}

	@Test
	void readWhenReadBeforeThenIsTheSame() {
		CertificateSource source = source(CLIENT_CERT);
		TestRequest request = TestRequest.get().peer("192.0.2.7").header(CLIENT_CERT, ":" + DER + ":");
		assertThat(source.read(request)).isSameAs(source.read(request.again()));
		TestRequest direct = TestRequest.get().peer("203.0.113.7").certificate(PROXY);
		assertThat(source.read(direct)).isSameAs(source.read(direct.again()));
	}

}
