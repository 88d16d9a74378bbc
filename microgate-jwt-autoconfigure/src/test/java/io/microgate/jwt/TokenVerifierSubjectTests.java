package io.microgate.jwt;

import io.microgate.decision.DenyReason;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenVerifier}: what an expression for the subject costs before the
 * signature is verified. A forged token shows by its reason which was first.
 */
class TokenVerifierSubjectTests {

	private static final TestSigningKey KEY = TestSigningKey.ec("es-1", "secp256r1");

	private static final TestSigningKey FORGER = TestSigningKey.ec("es-1", "secp256r1");

	private static final TestJwksSource SOURCE = TestJwksSource.with(KEY);

	@Test
	void verifyWhenSubjectIsShortThenItRulesOutBeforeTheSignature() {
		assertThat(refusal(FORGER, "x".repeat(2048), "^[a-w]+$")).isEqualTo(DenyReason.TOKEN_SIGNATURE);
		assertThat(outcomeWithoutKeys("x".repeat(2048), "^[a-w]+$")).isEqualTo(DenyReason.TOKEN_SUBJECT);
	}

	@Test
	void verifyWhenSubjectIsLongThenItIsJudgedBehindTheSignature() {
		assertThat(outcomeWithoutKeys("x".repeat(2049), "^[a-w]+$")).isEqualTo(DenyReason.KEY_UNAVAILABLE);
		assertThat(refusal(FORGER, "x".repeat(2049), "^[a-w]+$")).isEqualTo(DenyReason.TOKEN_SIGNATURE);
		assertThat(refusal(KEY, "x".repeat(2049), "^[a-w]+$")).isEqualTo(DenyReason.TOKEN_SUBJECT);
		assertThat(refusal(KEY, "w".repeat(2049), "^[a-w]+$")).isNull();
	}

	@Test
	void verifyWhenSubjectIsLongAndComparedLiterallyThenItRulesOutBeforeTheSignature() {
		JwtSpec.RequireAny entry = JwtSpecs.subject("jwks", "spiffe://");
		String token = FORGER.token("ES256", "{\"sub\":\"" + "x".repeat(4000) + "\"}");
		assertThat(JwtSpecs.verifier(JwtSpecs.spec(entry), TestJwksSource.unavailable("jwks", 7))
			.verify(SentToken.of(token))
			.join()
			.refusal()).isEqualTo(DenyReason.TOKEN_SUBJECT);
	}

	@Test
	void verifyWhenManyEntriesCostTooMuchThenTheRestIsJudgedBehindTheSignature() {
		JwtSpec.RequireAny[] entries = new JwtSpec.RequireAny[100];
		for (int i = 0; i < entries.length; i++) {
			entries[i] = JwtSpecs.subjectRegex("jwks", "\\bselect" + (i % 2) + "?\\b");
		}
		String subject = "xselectx ".repeat(200);
		assertThat(JwtSpecs.verifier(JwtSpecs.spec(entries), TestJwksSource.unavailable("jwks", 7))
			.verify(SentToken.of(FORGER.token("ES256", "{\"sub\":\"" + subject + "\"}")))
			.join()
			.refusal()).isEqualTo(DenyReason.KEY_UNAVAILABLE);
		assertThat(JwtSpecs.verifier(JwtSpecs.spec(entries), SOURCE)
			.verify(SentToken.of(KEY.token("ES256", "{\"sub\":\"" + subject + "\"}")))
			.join()
			.refusal()).isEqualTo(DenyReason.TOKEN_SUBJECT);
		assertThat(JwtSpecs.verifier(JwtSpecs.spec(entries), SOURCE)
			.verify(SentToken.of(KEY.token("ES256", "{\"sub\":\"" + subject + "select\"}")))
			.join()
			.refusal()).isNull();
	}

	private static DenyReason refusal(TestSigningKey key, String subject, String regex) {
		return JwtSpecs.verifier(JwtSpecs.spec(JwtSpecs.subjectRegex("jwks", regex)), SOURCE)
			.verify(SentToken.of(key.token("ES256", "{\"sub\":\"" + subject + "\"}")))
			.join()
			.refusal();
	}

	/** Without keys nothing but the claims can refuse. */
	private static DenyReason outcomeWithoutKeys(String subject, String regex) {
		return JwtSpecs
			.verifier(JwtSpecs.spec(JwtSpecs.subjectRegex("jwks", regex)), TestJwksSource.unavailable("jwks", 7))
			.verify(SentToken.of(FORGER.token("ES256", "{\"sub\":\"" + subject + "\"}")))
			.join()
			.refusal();
	}

}
