package io.microgate.certificate;

import java.util.HexFormat;

import javax.security.auth.x500.X500Principal;

import io.microgate.jwks.Der;
import io.microgate.jwks.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests for {@link CertificateNames}.
 */
class CertificateNamesTests {

	private static final String COMMON_NAME = "550403";

	private static final TestAuthority ROOT = TestAuthority.root("Client CA,O=Example\\, Inc.,C=CH");

	private static CertificateNames of(String subject, String... names) {
		return new CertificateNames(ROOT.issueClient(new X500Principal(subject), names).certificate());
	}

	private static CertificateNames of(byte[]... attributes) {
		X500Principal subject = new X500Principal(Der.sequence(Der.tagged(0x31, attributes)));
		return new CertificateNames(ROOT.issueClient(subject).certificate());
	}

	private static byte[] commonName(int tag, byte[] value) {
		return Der.sequence(Der.oid(COMMON_NAME), Der.tagged(tag, value));
	}

	@ParameterizedTest
	@CsvSource({ "CommonName, ann", "Organization, 'Example, Inc.'", "OrganizationalUnit, people", "Country, CH",
			"State, Zug", "Locality, Baar" })
	void subjectWhenFieldIsThereThenHasItsValue(String field, String value) {
		CertificateNames names = of("CN=ann,OU=people,O=Example\\, Inc.,L=Baar,ST=Zug,C=CH");
		assertThat(names.subject(field)).containsExactly(value);
	}

	@Test
	void issuerWhenFieldIsThereThenHasItsValue() {
		CertificateNames names = of("CN=ann");
		assertThat(names.issuer("CommonName")).containsExactly("Client CA");
		assertThat(names.issuer("Organization")).containsExactly("Example, Inc.");
		assertThat(names.issuer("Locality")).isEmpty();
	}

	@Test
	void subjectWhenSeveralValuesThenHasAllInOrder() {
		assertThat(of("OU=b+CN=x,OU=a").subject("OrganizationalUnit")).containsExactly("a", "b");
	}

	@Test
	void subjectWhenAbsentThenIsEmpty() {
		assertThat(of("CN=ann").subject("State")).isEmpty();
	}

	@Test
	void subjectWhenTextIsNoUtf8ThenIsReadAsItsKindOfString() {
		assertThat(of(commonName(30, "Zürich".getBytes(UTF_16BE))).subject("CommonName")).containsExactly("Zürich");
		// its bytes are 'admin!' in UTF-8
		assertThat(of(commonName(30, "admin!".getBytes(UTF_8))).subject("CommonName")).doesNotContain("admin!");
		assertThat(of(commonName(20, "ann".getBytes(UTF_8))).subject("CommonName")).containsExactly("ann");
	}

	@Test
	void subjectWhenCharactersHaveFourBytesThenIsRead() {
		byte[] text = { 0, 0, 0, 'a', 0, 0, 0, (byte) 0xfc, 0, 1, (byte) 0xf6, 0 };
		assertThat(of(commonName(28, text)).subject("CommonName")).containsExactly("a\u00fc\ud83d\ude00");
	}

	@ParameterizedTest
	@CsvSource({ "61", "000061", "0000d800", "00110000", "ff000061", "00000061000000" })
	void subjectWhenFourBytesAreNoCharacterThenIsNull(String bytes) {
		assertThat(of(commonName(28, HexFormat.of().parseHex(bytes))).subject("CommonName")).isNull();
	}

	@Test
	void subjectWhenAValueIsNoTextThenIsNull() {
		assertThat(of(commonName(20, "Zürich".getBytes(ISO_8859_1))).subject("CommonName")).isNull();
		assertThat(of(commonName(12, "Zürich".getBytes(ISO_8859_1))).subject("CommonName")).isNull();
		byte[] good = commonName(12, "ann".getBytes(UTF_8));
		byte[] number = commonName(2, new byte[] { 1 });
		assertThat(of(good, number).subject("CommonName")).isNull();
		assertThat(of(number, good).subject("CommonName")).isNull();
	}

	@Test
	void subjectWhenTextHasNulThenKeepsIt() {
		assertThat(of(commonName(12, "ann\0.example".getBytes(UTF_8))).subject("CommonName"))
			.containsExactly("ann\0.example");
	}

	@Test
	void subjectWhenLongThenIsReadWhole() {
		String value = "x".repeat(60_000);
		assertThat(of(commonName(12, value.getBytes(UTF_8))).subject("CommonName")).containsExactly(value);
	}

	@ParameterizedTest
	@CsvSource({ "DNS, a.example", "Email, ann@example.com", "URI, spiffe://example.com/ann",
			"IPAddress, 2001:db8::1" })
	void sansWhenOfTypeThenHasThem(String type, String value) {
		CertificateNames names = of("CN=ann", "DNS:a.example", "Email:ann@example.com", "URI:spiffe://example.com/ann",
				"IP:2001:db8::1");
		assertThat(names.sans(type)).containsExactly(value);
	}

	@Test
	void sansWhenThereAreNoneThenIsEmpty() {
		assertThat(of("CN=ann").sans("DNS")).isEmpty();
		assertThat(of("CN=ann", "DNS:a.example").sans("URI")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "82, DNS", "86, URI", "81, Email", "87, IPAddress" })
	void sansWhenOneCannotBeReadThenIsNull(String tag, String type) {
		assertThat(of("CN=ann", "DNS:a.example", "Bytes:" + tag).sans(type)).isNull();
	}

	@Test
	void namesWhenFieldOrTypeIsUnknownThenThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> of("CN=ann").subject("Title"))
			.withMessage("A name has no field 'Title'");
		assertThatNullPointerException().isThrownBy(() -> of("CN=ann").sans("dns"))
			.withMessage("There are no names of type 'dns'");
	}

}
