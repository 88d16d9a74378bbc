package io.microgate.propagation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.security.auth.x500.X500Principal;

import io.microgate.certificate.CertificateSource;
import io.microgate.decision.DenyReason;
import io.microgate.jwks.TestAuthority;
import io.microgate.jwt.Verification;
import io.microgate.propagation.IdentityPropagationSpec.AlternativeName;
import io.microgate.propagation.IdentityPropagationSpec.BearerToken;
import io.microgate.propagation.IdentityPropagationSpec.CertificateValue;
import io.microgate.propagation.IdentityPropagationSpec.Header;
import io.microgate.propagation.IdentityPropagationSpec.JwtValue;
import io.microgate.propagation.IdentityPropagationSpec.NameField;
import io.microgate.propagation.IdentityPropagationSpec.Source;
import io.microgate.propagation.IdentityPropagationSpec.Value;
import io.microgate.request.TestRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link PropagationRule}: what a claim becomes in a header field.
 */
class PropagationRuleTests {

	private static final Verification NOT_AUTHENTICATED = Verification.refused(DenyReason.TOKEN_MISSING);

	@ParameterizedTest
	@MethodSource("claimValues")
	void valuesWhenAClaimHasAValueThenTheTextThatConditionsCompare(@Nullable Object claim, @Nullable String expected) {
		assertThat(value("user", claim)).isEqualTo(expected);
	}

	static Stream<Arguments> claimValues() {
		return Stream.of(arguments("alice", "alice"), arguments("a, b \"c\"", "a, b \"c\""), arguments("", ""),
				arguments("~ !", "~ !"), arguments(true, "true"), arguments(false, "false"), arguments(7L, "7"),
				arguments(new BigDecimal("1e3"), "1000"), arguments(new BigDecimal("1.50"), "1.5"),
				arguments(new BigInteger("9".repeat(60)), "9".repeat(60)), arguments(Instant.ofEpochSecond(12), "12"),
				arguments(List.of(), "[]"), arguments(List.of("a", 1L, true), "[\"a\",1,true]"),
				arguments(Arrays.asList("a", null), "[\"a\",null]"), arguments(Map.of(), "{}"),
				arguments(Map.of("a", List.of(Map.of("b", new BigDecimal("1e400")))), "{\"a\":[{\"b\":1E+400}]}"),
				arguments(Map.of("stadt", "Z\u00fcrich\n"), "{\"stadt\":\"Z\\u00FCrich\\n\"}"));
	}

	@ParameterizedTest
	@MethodSource("valuesThatDoNotFit")
	void valuesWhenAValueFitsIntoNoFieldThenAbsent(Object claim) {
		assertThat(value("user", claim)).isNull();
	}

	static Stream<Object> valuesThatDoNotFit() {
		return Stream.of("Z\u00fcrich", "a\r\nX-Role: admin", "a\nb", "a\tb", "a\u0000", "a\u007f", " a", "a ", " ",
				"\ud83d\ude00", new BigDecimal("1e400"), new StringBuilder("other"), List.of("\u007f"));
	}

	@ParameterizedTest
	@CsvSource({ "user.name, alice", "user.address.city, Bern", "user.roles, '[\"a\"]'", "a.b, nested",
			"user.roles.0, ", "user.name.first, ", "user., ", ".user, ", "other, ", "null, ", "null.name, ", "., " })
	void valuesWhenTheClaimIsAPathThenLeadsThroughObjectsOnly(String path, @Nullable String expected) {
		Jwt jwt = Jwt.withTokenValue("token")
			.header("alg", "ES256")
			.claim("user", Map.of("name", "alice", "address", Map.of("city", "Bern"), "roles", List.of("a")))
			.claim("a.b", "literal")
			.claim("a", Map.of("b", "nested"))
			.claims((claims) -> claims.put("null", null))
			.build();
		assertThat(values(header("X-User", path), verified(jwt)))
			.isEqualTo((expected != null) ? Map.of("X-User", expected) : Map.of());
	}

	@Test
	void valuesWhenThereIsNoClaimThenTheTokenItself() {
		Jwt jwt = jwt("sub", "alice");
		assertThat(values(header("X-Token", null), verified(jwt))).isEqualTo(Map.of("X-Token", "token"));
		assertThat(values(bearer(null), verified(jwt))).isEqualTo(Map.of("Authorization", "Bearer token"));
	}

	@Test
	void valuesWhenABearerTokenIsAClaimThenItsTextBehindTheScheme() {
		assertThat(values(bearer("inner"), verified(jwt("inner", "abc"))))
			.isEqualTo(Map.of("Authorization", "Bearer abc"));
		assertThat(values(bearer("inner"), verified(jwt("inner", "")))).isEmpty();
		assertThat(values(bearer("inner"), verified(jwt("inner", " a")))).isEmpty();
	}

	@Test
	void valuesWhenNoTokenIsVerifiedThenNothing() {
		for (IdentityPropagationSpec spec : List.of(header("X-User", "sub"), header("X-Token", null), bearer(null))) {
			assertThat(values(spec, null)).isEmpty();
			assertThat(values(spec, NOT_AUTHENTICATED)).isEmpty();
		}
	}

	@Test
	void valuesWhenTheSourceIsNotEnforcedOrThereIsNoCertificateThenNothing() {
		Source none = new Source(null, null);
		Source certificate = new Source(new CertificateValue(null, null, null), null);
		for (Source source : List.of(none, certificate)) {
			assertThat(values(new IdentityPropagationSpec(new Header("X-User", new Value(source)), null),
					verified(jwt("sub", "alice"))))
				.isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("certificateValues")
	void valuesWhenTheSourceIsACertificateThenItsNames(CertificateValue source, @Nullable String expected) {
		X509Certificate certificate = TestAuthority.root("Client CA,O=Example\\, Inc.")
			.issueClient(new X500Principal("CN=ann,OU=a,OU=b,L=Z\u00fcrich"), "DNS:a.example",
					"URI:spiffe://example/ann")
			.certificate();
		assertThat(certificateValues(source, TestRequest.get().certificate(certificate)))
			.isEqualTo((expected != null) ? Map.of("X-Client", expected) : Map.of());
		assertThat(certificateValues(source, TestRequest.get())).isEmpty();
	}

	static Stream<Arguments> certificateValues() {
		return Stream.of(arguments(subject("CommonName"), "ann"),
				arguments(subject("OrganizationalUnit"), "[\"b\",\"a\"]"), arguments(subject("Country"), null),
				arguments(subject("Locality"), null),
				arguments(new CertificateValue(new NameField("Organization"), null, null), "Example, Inc."),
				arguments(san("DNS"), "a.example"), arguments(san("URI"), "spiffe://example/ann"),
				arguments(san("Email"), null));
	}

	@Test
	void valuesWhenTheSourceIsTheWholeCertificateThenAsInClientCert() throws CertificateException {
		X509Certificate certificate = TestAuthority.root("CA").issueClient(new X500Principal("CN=ann")).certificate();
		String value = certificateValues(new CertificateValue(null, null, null),
				TestRequest.get().certificate(certificate))
			.get("X-Client");
		assertThat(value).startsWith(":").endsWith(":");
		byte[] encoded = Base64.getDecoder().decode(value.substring(1, value.length() - 1));
		assertThat(encoded).isEqualTo(certificate.getEncoded());
	}

	private static CertificateValue subject(String field) {
		return new CertificateValue(null, new NameField(field), null);
	}

	private static CertificateValue san(String type) {
		return new CertificateValue(null, null, new AlternativeName(type));
	}

	private static Map<String, String> certificateValues(CertificateValue source, TestRequest request) {
		IdentityPropagationSpec spec = new IdentityPropagationSpec(
				new Header("X-Client", new Value(new Source(source, null))), null);
		return PropagationRule.of(List.of(compile(spec))).values(null, request);
	}

	@Test
	void valuesWhenOneOfSeveralDoesNotFitThenTheOthers() {
		PropagationRule rule = PropagationRule
			.of(List.of(compile(header("X-User", "sub")), compile(header("X-City", "city"))));
		Jwt jwt = Jwt.withTokenValue("token").header("alg", "ES256").claim("sub", "\u00e4").claim("city", "x").build();
		assertThat(rule.values(verified(jwt), TestRequest.get())).isEqualTo(Map.of("X-City", "x"));
	}

	private static @Nullable String value(String claim, @Nullable Object value) {
		Jwt jwt = Jwt.withTokenValue("token")
			.header("alg", "ES256")
			.claims((claims) -> claims.put(claim, value))
			.build();
		return values(header("X-User", claim), verified(jwt)).get("X-User");
	}

	private static Map<String, String> values(IdentityPropagationSpec spec, @Nullable Verification verification) {
		return PropagationRule.of(List.of(compile(spec))).values(verification, TestRequest.get());
	}

	private static PropagatedField compile(IdentityPropagationSpec spec) {
		return PropagatedField.compile("test", spec, CertificateSource.CONNECTION, Clock.systemUTC());
	}

	private static IdentityPropagationSpec header(String name, @Nullable String claim) {
		return new IdentityPropagationSpec(new Header(name, new Value(new Source(null, new JwtValue(claim)))), null);
	}

	private static IdentityPropagationSpec bearer(@Nullable String claim) {
		return new IdentityPropagationSpec(null, new BearerToken(new Source(null, new JwtValue(claim))));
	}

	private static Jwt jwt(String claim, Object value) {
		return Jwt.withTokenValue("token").header("alg", "ES256").claim(claim, value).build();
	}

	private static Verification verified(Jwt jwt) {
		return new Verification(jwt, null, null, "keys", null);
	}

}
