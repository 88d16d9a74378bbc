package io.microgate.jwt;

import java.util.List;
import java.util.stream.Stream;

import io.microgate.binding.Confirmation;
import io.microgate.decision.DenyReason;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link TokenVerifier}: structure, type, algorithm, key and signature. Unless
 * noted, hostile tokens are signed by the real key, so that only the named defect can
 * refuse them.
 */
class TokenVerifierTests {

	private static final TestSigningKey RSA = TestSigningKey.rsa("rs-1");

	private static final TestSigningKey EC = TestSigningKey.ec("es-1", "secp256r1");

	private static final TestSigningKey ED = TestSigningKey.ed25519("ed-1");

	private static final TestSigningKey ATTACKER = TestSigningKey.rsa("rs-1");

	private static final String GOOD = "{\"sub\":\"jane\"}";

	private static final TestJwksSource SOURCE = TestJwksSource.with(RSA, EC, ED);

	private final TokenVerifier verifier = JwtSpecs.verifier(JwtSpecs.spec(JwtSpecs.entry("jwks")), SOURCE);

	static Stream<String> good() {
		return Stream.of(RSA.token("RS256", GOOD), RSA.token("RS384", GOOD), RSA.token("RS512", GOOD),
				RSA.token("PS256", GOOD), RSA.token("PS384", GOOD), RSA.token("PS512", GOOD), EC.token("ES256", GOOD),
				ED.token("EdDSA", GOOD), ED.token("Ed25519", GOOD), RSA.token("RS256", "{\"alg\":\"RS256\"}", GOOD),
				EC.token("ES256", "{\"alg\":\"ES256\"}", GOOD), header("\"typ\":\"JWT\""), header("\"b64\":true"),
				header("\"zip\":\"DEF\""), header("\"cty\":\"JWT\""), header("\"x5c\":7"),
				header("\"unknown\":{\"a\":[1]}"), header("\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}"),
				header("\"jku\":\"http://127.0.0.1:9/\""), payload("{\"a\":null}"), payload(" {\"a\":1} \n"),
				payload("{\"\\u0069ss\":\"x\"}"), payload("{\"ISS\":1,\"exp \":\"x\",\"ex\\u0000p\":\"x\"}"),
				payload("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}"));
	}

	@ParameterizedTest
	@MethodSource("good")
	void verifyWhenGenuineThenVerified(String token) {
		assertThat(this.verifier.verify(SentToken.of(token))).isCompleted();
		assertThat(this.verifier.verify(SentToken.of(token)).join().jwt().getTokenValue()).isEqualTo(token);
	}

	static Stream<String> badParts() {
		String good = RSA.token("RS256", GOOD);
		String[] parts = good.split("\\.");
		return Stream.of("", ".", "..", "...", "a", "a.b", "a.b.c", good + ".", "." + good, good + ".a", good + ".a.b",
				parts[0] + "." + parts[1], parts[0] + ".." + parts[2], "." + parts[1] + "." + parts[2], good + "=",
				good + " ", " " + good, good + "\n", good.replace(".", " ."), good.replace('.', ','), good + "\u00e9",
				parts[0] + "=." + parts[1] + "." + parts[2], parts[0] + "." + parts[1] + "?." + parts[2],
				"{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2]
						+ "\"}",
				"{\"a\":\"" + parts[0] + "." + parts[1] + "." + parts[2] + "\"}", "Bearer " + good, ".".repeat(8000),
				signedText(parts[0] + "=", parts[1]), signedText(parts[0], parts[1] + "="),
				signedText(parts[0], withTrailingBits("{\"ab\":1}")), signedText(parts[0] + "?", parts[1]),
				signedText(parts[0], "\r\n" + parts[1]));
	}

	@ParameterizedTest
	@MethodSource("badParts")
	void verifyWhenNotThreeStrictPartsThenMalformed(String token) {
		assertRefused(token, DenyReason.TOKEN_MALFORMED);
	}

	static Stream<String> foreignCharacters() {
		return Stream.of(" ", "\t", "\n", ",", ", ", "\u0000", "\u007f", "\u0085", "\u00a0", "\u00ff", "\u0141",
				"\u2003", "\u2028", "\ud83d\ude00", "\ud800", "\udc00", "\uff21");
	}

	@ParameterizedTest
	@MethodSource("foreignCharacters")
	void verifyWhenForeignCharactersAnywhereThenMalformedAndTheTokenStaysGood(String foreign) {
		String good = RSA.token("RS256", GOOD);
		assertThat(this.verifier.verify(SentToken.of(good)).join().refusal()).isNull();
		int first = good.indexOf('.');
		int second = good.lastIndexOf('.');
		for (int position : new int[] { 0, 1, 4, first, first + 1, first + 5, second, second + 1, good.length() }) {
			String token = good.substring(0, position) + foreign + good.substring(position);
			assertRefused(token, DenyReason.TOKEN_MALFORMED);
			assertThat(this.verifier.remembered(SentToken.of(token))).isNull();
		}
		assertThat(this.verifier.remembered(SentToken.of(good))).isNotNull();
	}

	static Stream<String> badHeaders() {
		return Stream.of("{\"typ\":\"JWT\"}", "{}", "[]", "null", "\"RS256\"", "{\"alg\":null}", "{\"alg\":1}",
				"{\"alg\":[\"RS256\"]}", "{\"alg\":\"RS256\",\"alg\":\"RS256\"}",
				"{\"alg\":\"none\",\"alg\":\"RS256\"}", "{\"alg\":\"RS256\",\"kid\":1}",
				"{\"alg\":\"RS256\",\"kid\":{}}", "{\"alg\":\"RS256\",\"kid\":\"rs-1\",\"kid\":\"rs-1\"}",
				"{\"alg\":\"RS256\",\"kid\":\"\\ud800\"}", "{\"alg\":\"RS256\",\"typ\":1}",
				"{\"alg\":\"RS256\",\"crit\":[\"exp\"]}", "{\"alg\":\"RS256\",\"crit\":[]}",
				"{\"alg\":\"RS256\",\"crit\":\"x\"}", "{\"alg\":\"RS256\",\"crit\":[\"alg\"]}",
				"{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":true}", "{\"alg\":\"RS256\",\"b64\":false}",
				"{\"alg\":\"RS256\",\"b64\":\"true\"}", "{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":null}",
				"{\"alg\":\"RS256\",\"crit\":null,\"crit\":[]}", "{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}",
				"{\"alg\":\"RS256\",}", "{'alg':'RS256'}", "{\"alg\":\"RS256\"}{}", "\ufeff{\"alg\":\"RS256\"}",
				"{\"alg\":\"RS256\",\"x\":{\"a\":1,\"a\":1}}",
				"{\"alg\":\"RS256\",\"x\":" + "[".repeat(64) + "]".repeat(64) + "}");
	}

	@ParameterizedTest
	@MethodSource("badHeaders")
	void verifyWhenHeaderIsBadThenMalformed(String header) {
		assertRefused(RSA.token("RS256", header, GOOD), DenyReason.TOKEN_MALFORMED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "[]", "[1]", "foo", "\"foo\"", "1", "null", "true", "{\"a\":1}x",
			"{\"a\":1}{\"a\":1}", "{\"a\":1,\"a\":1}", "{\"sub\":\"user\",\"sub\":\"admin\"}",
			"{\"x\":[{\"a\":1,\"a\":1}]}", "{\"sub\":\"\\udfff\"}", "{\"exp\":NaN}", "{\"a\":1,}", "/**/{\"a\":1}",
			"\ufeff{\"a\":1}", "{\"iss\":\"a\",\"\\u0069ss\":\"b\"}" })
	void verifyWhenPayloadIsNoStrictObjectThenMalformed(String payload) {
		assertRefused(payload(payload), DenyReason.TOKEN_MALFORMED);
	}

	@Test
	void verifyWhenNestingIsTooDeepThenMalformed() {
		assertRefused(payload("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}"), DenyReason.TOKEN_MALFORMED);
		assertRefused(payload("[".repeat(5000)), DenyReason.TOKEN_MALFORMED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "None", "NONE", "nOnE", "", "HS256", "HS384", "HS512", "rs256", " RS256", "RS256 ",
			"RS256\\u0000", "RS1", "ES256K", "Ed448", "eddsa", "ED25519", "RSA-OAEP", "dir" })
	void verifyWhenAlgorithmIsNotSupportedThenRefused(String algorithm) {
		String token = RSA.token("RS256", "{\"alg\":\"" + algorithm + "\",\"kid\":\"rs-1\"}", GOOD);
		assertRefused(token, DenyReason.TOKEN_ALGORITHM);
		assertRefused(token.substring(0, token.lastIndexOf('.') + 1), DenyReason.TOKEN_ALGORITHM);
		assertRefused(token.substring(0, token.lastIndexOf('.')), DenyReason.TOKEN_MALFORMED);
	}

	@Test
	void verifyWhenAlgorithmIsNotConfiguredThenRefused() {
		TokenVerifier restricted = JwtSpecs.verifier(JwtSpecs.extended(List.of("PS256", "EdDSA"), null, "8KB"), SOURCE);
		assertThat(restricted.verify(SentToken.of(RSA.token("PS256", GOOD))).join().jwt()).isNotNull();
		assertThat(restricted.verify(SentToken.of(ED.token("EdDSA", GOOD))).join().jwt()).isNotNull();
		assertThat(restricted.verify(SentToken.of(RSA.token("RS256", GOOD))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_ALGORITHM);
		assertThat(restricted.verify(SentToken.of(ED.token("Ed25519", GOOD))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_ALGORITHM);
	}

	@ParameterizedTest
	@CsvSource({ ",true", "JWT,true", "jwt,true", "at+jwt,true", "AT+JWT,true", "application/at+jwt,true",
			"Application/JWT,true", "'',false", "application/,false", "dpop+jwt,false", "logout+jwt,false",
			"secevent+jwt,false", "JOSE,false", "' JWT',false", "application/application/jwt,false", "ID,false" })
	void verifyWhenTypeThenDefaultListDecides(String type, boolean accepted) {
		String token = (type != null) ? header("\"typ\":\"" + type + "\"") : RSA.token("RS256", GOOD);
		assertThat(this.verifier.verify(SentToken.of(token)).join().refusal())
			.isEqualTo(accepted ? null : DenyReason.TOKEN_TYPE);
	}

	@Test
	void verifyWhenTypesAreConfiguredThenTheyReplaceTheDefault() {
		TokenVerifier strict = JwtSpecs.verifier(JwtSpecs.extended(null, List.of("application/AT+jwt"), "8KB"), SOURCE);
		assertThat(strict.verify(SentToken.of(header("\"typ\":\"at+JWT\""))).join().jwt()).isNotNull();
		assertThat(strict.verify(SentToken.of(header("\"typ\":\"JWT\""))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_TYPE);
		assertThat(strict.verify(SentToken.of(RSA.token("RS256", GOOD))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_TYPE);
		TokenVerifier absent = JwtSpecs.verifier(JwtSpecs.extended(null, List.of(""), "8KB"), SOURCE);
		assertThat(absent.verify(SentToken.of(RSA.token("RS256", GOOD))).join().jwt()).isNotNull();
		assertThat(absent.verify(SentToken.of(header("\"typ\":\"\""))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_TYPE);
		assertThat(absent.verify(SentToken.of(header("\"typ\":\"JWT\""))).join().refusal())
			.isEqualTo(DenyReason.TOKEN_TYPE);
	}

	static Stream<Arguments> badKeysAndSignatures() {
		String good = RSA.token("RS256", GOOD);
		String unsigned = good.substring(0, good.lastIndexOf('.') + 1);
		return Stream.of(arguments(unsigned, DenyReason.TOKEN_SIGNATURE),
				arguments(unsigned + "AAAA", DenyReason.TOKEN_SIGNATURE),
				arguments(ATTACKER.token("RS256", GOOD), DenyReason.TOKEN_SIGNATURE),
				arguments(ATTACKER.token("RS256", "{\"alg\":\"RS256\"}", GOOD), DenyReason.TOKEN_SIGNATURE),
				arguments(RSA.token("RS256", "{\"alg\":\"RS512\",\"kid\":\"rs-1\"}", GOOD), DenyReason.TOKEN_SIGNATURE),
				arguments(RSA.token("PS256", "{\"alg\":\"RS256\",\"kid\":\"rs-1\"}", GOOD), DenyReason.TOKEN_SIGNATURE),
				arguments(EC.token("ES256", "{\"alg\":\"ES256\",\"kid\":\"rs-1\"}", GOOD), DenyReason.KEY_UNKNOWN),
				arguments(RSA.token("RS256", "{\"alg\":\"RS256\",\"kid\":\"es-1\"}", GOOD), DenyReason.KEY_UNKNOWN),
				arguments(EC.token("ES256", "{\"alg\":\"ES384\",\"kid\":\"es-1\"}", GOOD), DenyReason.KEY_UNKNOWN),
				arguments(EC.token("ES256", "{\"alg\":\"ES512\"}", GOOD), DenyReason.KEY_UNKNOWN),
				arguments(RSA.token("RS256", "{\"alg\":\"RS256\",\"kid\":\"\"}", GOOD), DenyReason.KEY_UNKNOWN),
				arguments(RSA.token("RS256", "{\"alg\":\"RS256\",\"kid\":\"RS-1\"}", GOOD), DenyReason.KEY_UNKNOWN),
				arguments(RSA.token("RS256", "{\"alg\":\"RS256\",\"kid\":\"../../dev/null\"}", GOOD),
						DenyReason.KEY_UNKNOWN),
				arguments(RSA.token("RS256", "{\"alg\":\"RS256\",\"kid\":\"a\\r\\n\\u0000\"}", GOOD),
						DenyReason.KEY_UNKNOWN));
	}

	@ParameterizedTest
	@MethodSource("badKeysAndSignatures")
	void verifyWhenKeyOrSignatureIsWrongThenRefused(String token, DenyReason reason) {
		assertRefused(token, reason);
	}

	@Test
	void verifyWhenHeaderBringsItsKeyThenIgnored() throws Exception {
		String jwk = tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(ATTACKER.jwk());
		assertRefused(ATTACKER.token("RS256", "{\"alg\":\"RS256\",\"jwk\":" + jwk + "}", GOOD),
				DenyReason.TOKEN_SIGNATURE);
		assertRefused(ATTACKER.token("RS256", "{\"alg\":\"RS256\",\"kid\":\"rs-1\",\"jwk\":" + jwk + "}", GOOD),
				DenyReason.TOKEN_SIGNATURE);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"cnf\":{\"jkt\":\"x\"}}", "{\"cnf\":{}}", "{\"cnf\":[]}", "{\"cnf\":1}", "{\"cnf\":false}" })
	void verifyWhenSenderConstrainedThenSaysWhatItIsBoundTo(String payload) {
		Verification outcome = this.verifier.verify(SentToken.of(payload(payload))).join();
		assertThat(outcome.refusal()).isNull();
		assertThat(outcome.confirmation())
			.isEqualTo(payload.contains("jkt") ? new Confirmation("x", null) : Confirmation.UNKNOWN);
	}

	private void assertRefused(String token, DenyReason reason) {
		assertThat(this.verifier.verify(SentToken.of(token))).isCompleted();
		assertThat(this.verifier.verify(SentToken.of(token)).join()).returns(null, Verification::jwt)
			.returns(reason, Verification::refusal)
			.returns(null, Verification::retryAfter);
		assertThat(this.verifier.verify(SentToken.of(RSA.token("RS256", GOOD))).join().jwt()).isNotNull();
	}

	private static String header(String member) {
		return RSA.token("RS256", "{\"alg\":\"RS256\",\"kid\":\"rs-1\"," + member + "}", GOOD);
	}

	private static String payload(String payload) {
		return RSA.token("RS256", payload);
	}

	private static String signedText(String header, String payload) {
		String input = header + "." + payload;
		return input + "." + TestSigningKey.encode(RSA.sign("RS256", input));
	}

	private static String withTrailingBits(String payload) {
		String text = TestSigningKey.encode(payload.getBytes(java.nio.charset.StandardCharsets.UTF_8));
		return text.substring(0, text.length() - 1) + (char) (text.charAt(text.length() - 1) + 1);
	}

}
