package io.microgate.jwks;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.microgate.jose.JwsAlgorithm;
import io.microgate.jose.VerificationKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.logging.LogLevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link KeySetParser}.
 */
class KeySetParserTests {

	private static final TestSigningKey RSA = TestSigningKey.rsa("rs-1");

	private static final TestSigningKey EC = TestSigningKey.ec("es-1", "secp256r1");

	private static final TestSigningKey ED = TestSigningKey.ed25519("ed-1");

	private static final Map<String, Object> GOOD = TestSigningKey.ec("good", "secp384r1").jwk();

	private final KeySetParser parser = RemoteSources.PARSER;

	@Test
	void parseWhenNoKeyIsUsableThenSaysWhyOneForSignaturesIsNot() {
		String set = "{\"keys\":[{\"kid\":\"a\",\"kty\":\"RSA\",\"use\":\"enc\"},{\"kid\":\"b\",\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}";
		assertThatExceptionOfType(InvalidKeySetException.class).isThrownBy(() -> this.parser.parse(set.getBytes()))
			.withMessageMatching(
					"The JWK set has no usable key: JWK 'b' is not used: it has an RSA modulus of .* \\(and 1 more\\)");
	}

	@Test
	void parseWhenEveryTypeThenAllKeysWithTheirAlgorithms() throws Exception {
		ParsedKeySet parsed = this.parser.parse(
				TestSigningKey.json(RSA.jwk(), EC.jwk(), ED.jwk(), GOOD, TestSigningKey.ec(null, "secp521r1").jwk()));
		assertThat(parsed.remarks()).extracting(KeyRemark::level, KeyRemark::text)
			.contains(tuple(LogLevel.DEBUG, "JWK 'rs-1' is used for [RS256, RS384, RS512, PS256, PS384, PS512]"),
					tuple(LogLevel.DEBUG, "JWK 5 of the set, without a key id, is used for [ES512]"))
			.hasSize(5);
		assertThat(parsed.keys().keys()).extracting(VerificationKey::kid)
			.containsExactly("rs-1", "es-1", "ed-1", "good", null);
		assertThat(parsed.keys().keys()).extracting(VerificationKey::publicKey)
			.startsWith(RSA.pair().getPublic(), EC.pair().getPublic(), ED.pair().getPublic());
		assertThat(parsed.keys().keys())
			.extracting((key) -> key.algorithms().stream().map(Enum::name).sorted().toList())
			.containsExactly(List.of("PS256", "PS384", "PS512", "RS256", "RS384", "RS512"), List.of("ES256"),
					List.of("Ed25519", "EdDSA"), List.of("ES384"), List.of("ES512"));
	}

	static Stream<Arguments> restricted() {
		return Stream.of(arguments(RSA.jwk("alg", "PS384"), "PS384"), arguments(RSA.jwk("alg", "RS256"), "RS256"),
				arguments(EC.jwk("alg", "ES256"), "ES256"), arguments(ED.jwk("alg", "EdDSA"), "Ed25519 EdDSA"),
				arguments(ED.jwk("alg", "Ed25519"), "Ed25519 EdDSA"));
	}

	@ParameterizedTest
	@MethodSource("restricted")
	void parseWhenAlgThenRestrictsTheKey(Map<String, Object> jwk, String algorithms) throws Exception {
		VerificationKey key = this.parser.parse(TestSigningKey.json(jwk)).keys().keys().get(0);
		assertThat(key.algorithms()).extracting(Enum::name).containsExactlyInAnyOrder(algorithms.split(" "));
	}

	static Stream<Map<String, Object>> usable() {
		return Stream.of(RSA.jwk("use", "sig"), RSA.jwk("key_ops", List.of("verify")),
				RSA.jwk("key_ops", List.of("sign", "verify")), RSA.jwk("x5c", List.of("junk")), RSA.jwk("kid", ""),
				RSA.jwk("unknown", Map.of("a", 1)), RSA.jwk("e", "AQAB"), EC.jwk("use", "sig"),
				RSA.jwk("key_ops", List.of()), RSA.jwk("d", null));
	}

	@ParameterizedTest
	@MethodSource("usable")
	void parseWhenMembersFitThenUsed(Map<String, Object> jwk) throws Exception {
		assertThat(this.parser.parse(TestSigningKey.json(jwk)).keys().keys()).hasSize(1);
	}

	static Stream<Arguments> unusable() {
		String zeros = TestSigningKey.encode(new byte[32]);
		return Stream.of(arguments(RSA.jwk("kty", "oct"), "'kty'"), arguments(RSA.jwk("kty", "rsa"), "'kty'"),
				arguments(RSA.jwk("kty", 1), "'kty'"), arguments(Map.of("kid", "x"), "'kty'"),
				arguments(RSA.jwk("use", "enc"), "'use'"), arguments(RSA.jwk("use", "SIG"), "'use'"),
				arguments(RSA.jwk("use", 1), "'use'"), arguments(RSA.jwk("key_ops", List.of("encrypt")), "'key_ops'"),
				arguments(RSA.jwk("key_ops", "verify"), "'key_ops'"), arguments(RSA.jwk("alg", "HS256"), "'alg'"),
				arguments(RSA.jwk("alg", "ES256"), "'alg'"), arguments(RSA.jwk("alg", "rs256"), "'alg'"),
				arguments(RSA.jwk("alg", "RSA-OAEP"), "'alg'"), arguments(RSA.jwk("alg", 7), "'alg'"),
				arguments(EC.jwk("alg", "ES384"), "'alg'"), arguments(RSA.jwk("d", "AQAB"), "private"),
				arguments(EC.jwk("d", "AQAB"), "private"), arguments(RSA.jwk("n", "AQAB"), "17 bits"),
				arguments(TestSigningKey.rsa("small", 1024).jwk(), "1024 bits"), arguments(RSA.jwk("n", "a b"), "'n'"),
				arguments(RSA.jwk("oth", List.of(Map.of())), "private"), arguments(RSA.jwk("p", "AQAB"), "private"),
				arguments(RSA.jwk("n", RSA.jwk().get("n") + "="), "'n'"), arguments(RSA.jwk("n", ""), "0 bits"),
				arguments(RSA.jwk("n", even()), "weak"),
				arguments(RSA.jwk("n", TestSigningKey.encode(BigInteger.valueOf(65537).pow(130).toByteArray())),
						"weak"),
				arguments(RSA.jwk("e", "AQ"), "exponent"), arguments(RSA.jwk("e", "Ag"), "exponent"),
				arguments(RSA.jwk("e", "AQAA"), "exponent"), arguments(RSA.jwk("e", ""), "exponent"),
				arguments(RSA.jwk("e", 65537), "'e'"), arguments(EC.jwk("crv", "P-384"), "curve"),
				arguments(EC.jwk("crv", "secp256k1"), "'crv'"), arguments(EC.jwk("x", shortened(EC, "x")), "curve"),
				arguments(EC.jwk("y", EC.jwk().get("x")), "curve"), arguments(EC.jwk("x", zeros), "curve"),
				arguments(EC.jwk("x", "+" + "A".repeat(42)), "curve"),
				arguments(EC.jwk("x", "-+" + "A".repeat(41)), "'x'"), arguments(ED.jwk("crv", "Ed448"), "'crv'"),
				arguments(ED.jwk("crv", "X25519"), "'crv'"), arguments(ED.jwk("x", shortened(ED, "x")), "32 bytes"),
				arguments(ED.jwk("x", zeros), "small order"),
				arguments(ED.jwk("x", littleEndian(0xec, 0xff, 0x7f)), "small order"),
				arguments(ED.jwk("x", littleEndian(0xf0, 0xff, 0x7f)), "canonical"),
				arguments(ED.jwk("x", littleEndian(2, 0, 0)), "JCA"));
	}

	@ParameterizedTest
	@MethodSource("unusable")
	void parseWhenOneJwkIsUnusableThenSkippedAndNamed(Map<String, Object> jwk, String why) throws Exception {
		ParsedKeySet parsed = this.parser.parse(TestSigningKey.json(jwk, GOOD));
		assertThat(parsed.keys().keys()).extracting(VerificationKey::kid).containsExactly("good");
		assertThat(notUsed(parsed)).singleElement()
			.asString()
			.startsWith("JWK '" + jwk.get("kid") + "' is not used: it ")
			.contains(why);
	}

	@Test
	void parseWhenKidIsNotTextThenSkipped() throws Exception {
		ParsedKeySet parsed = this.parser.parse(TestSigningKey.json(GOOD, RSA.jwk("kid", 1), EC.jwk("kid", null)));
		assertThat(parsed.keys().keys()).extracting(VerificationKey::kid).containsExactly("good", null);
		assertThat(notUsed(parsed)).singleElement()
			.isEqualTo("JWK 2 of the set, without a key id, is not used: it has a 'kid' that is not a string");
	}

	@Test
	void parseWhenKidIsHostileThenEscapedAndShortened() throws Exception {
		String kid = "a\r\nb\u001b[31m'\\\u00e9" + "x".repeat(200);
		ParsedKeySet parsed = this.parser.parse(TestSigningKey.json(GOOD, with(RSA.jwk("kid", kid), "use", "enc")));
		assertThat(notUsed(parsed)).singleElement()
			.asString()
			.startsWith("JWK 'a\\u000d\\u000ab\\u001b[31m\\u0027\\u005c\\u00e9" + "x".repeat(52) + "...' is not used")
			.matches("[ -~]+");
	}

	@Test
	void parseWhenKidIsDuplicateThenBothAreKept() throws Exception {
		KeySet keys = this.parser.parse(TestSigningKey.json(RSA.jwk(), TestSigningKey.rsa("rs-1").jwk())).keys();
		assertThat(keys.candidates("rs-1", JwsAlgorithm.RS256).keys()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "[]", "{}", "null", "\"keys\"", "{\"keys\":{}}", "{\"keys\":null}",
			"{\"keys\":[]}", "{\"keys\":[1,null,[],\"a\"]}", "{\"keys\":[{}]}", "<html></html>", "{\"keys\":[]",
			"{\"keys\":[],}", "{\"keys\":[]} x", "{'keys':[]}", "{\"keys\":[],\"keys\":[]}", "/**/{\"keys\":[]}" })
	void parseWhenNoUsableSetThenRefused(String json) {
		assertThatExceptionOfType(InvalidKeySetException.class)
			.isThrownBy(() -> this.parser.parse(json.getBytes(StandardCharsets.UTF_8)))
			.withMessageStartingWith("The JWK set ");
	}

	@Test
	void parseWhenDocumentCanBeReadTwoWaysThenRefused() {
		String good = new String(TestSigningKey.json(GOOD), StandardCharsets.UTF_8);
		List<byte[]> documents = List.of(bytes("\ufeff\ufeff" + good), bytes(" \ufeff" + good), bytes(good + good),
				bytes(good.replace("\"kid\"", "\"kid\":\"a\",\"kid\"")), bytes(good.replace("\"good\"", "\"\\ud800\"")),
				good.getBytes(StandardCharsets.UTF_16),
				good.replace("good", "\u00e9").getBytes(StandardCharsets.ISO_8859_1),
				bytes(good.replace("\"good\"", "\"a\",\"deep\":" + "[".repeat(70) + "]".repeat(70))));
		assertThat(documents).allSatisfy((document) -> assertThatExceptionOfType(InvalidKeySetException.class)
			.isThrownBy(() -> this.parser.parse(document)));
	}

	@Test
	void parseWhenByteOrderMarkThenSkipped() throws Exception {
		byte[] good = TestSigningKey.json(GOOD);
		byte[] marked = bytes("\ufeff" + new String(good, StandardCharsets.UTF_8));
		assertThat(this.parser.parse(marked).keys().keys()).isEqualTo(this.parser.parse(good).keys().keys());
		assertThatExceptionOfType(InvalidKeySetException.class).isThrownBy(() -> this.parser.parse(bytes("\ufeff")));
	}

	@Test
	void parseWhenManyDeviationsThenOneLineNamesAll() throws Exception {
		Map<String, Object> jwk = RSA.jwk("e", "AAEAAQ==");
		jwk.put("n",
				Base64.getEncoder().encodeToString(((RSAPublicKey) RSA.pair().getPublic()).getModulus().toByteArray()));
		ParsedKeySet parsed = this.parser.parse(TestSigningKey.json(jwk));
		assertThat(parsed.keys().keys()).isEqualTo(this.parser.parse(TestSigningKey.json(RSA.jwk())).keys().keys());
		assertThat(parsed.remarks()).containsExactly(new KeyRemark(LogLevel.INFO,
				"JWK 'rs-1' is used for [RS256, RS384, RS512, PS256, PS384, PS512], although its 'n' has padding, "
						+ "its 'n' is in the standard base64 alphabet, its 'n' has a leading zero byte, "
						+ "its 'e' has padding, its 'e' has a leading zero byte"));
	}

	@Test
	void parseWhenUseIsListedThenTakenAndNoOtherButAbsent() throws Exception {
		KeySetParser spiffe = new KeySetParser(List.of("jwt-svid", "other"));
		ParsedKeySet parsed = spiffe
			.parse(TestSigningKey.json(RSA.jwk("use", "jwt-svid"), EC.jwk("use", "sig"), ED.jwk("use", null),
					with(RSA.jwk("kid", "x"), "use", "x509-svid"), with(RSA.jwk("kid", "e"), "use", "enc")));
		assertThat(parsed.keys().keys()).extracting(VerificationKey::kid).containsExactly("rs-1", "ed-1");
		assertThat(parsed.remarks()).contains(new KeyRemark(LogLevel.WARN,
				"JWK 'es-1' is not used: it has a 'use' other than 'jwt-svid', 'other', see 'extensions.keyUse'"),
				new KeyRemark(LogLevel.INFO, "JWK 'e' is not used: it has a 'use' other than 'jwt-svid', 'other'"));
	}

	@Test
	void parseWhenNoKeyIsUsableThenMessageSaysWhy() {
		assertThatExceptionOfType(InvalidKeySetException.class)
			.isThrownBy(() -> this.parser.parse(TestSigningKey.json(RSA.jwk("use", "enc"), EC.jwk("use", "enc"))))
			.withMessage("The JWK set has no usable key: JWK 'rs-1' is not used: it has a 'use' other than 'sig'"
					+ " (and 1 more)");
	}

	@Test
	void parseWhenThousandKeysThenAccepted() throws Exception {
		assertThat(this.parser.parse(TestSigningKey.json(many(1000))).keys().keys()).hasSize(1000);
	}

	@Test
	void parseWhenMoreThanThousandKeysThenRefused() {
		assertThatExceptionOfType(InvalidKeySetException.class)
			.isThrownBy(() -> this.parser.parse(TestSigningKey.json(many(1001))))
			.withMessageContaining("1001 keys");
	}

	private static Object[] many(int count) {
		return IntStream.range(0, count).mapToObj((i) -> EC.jwk("kid", "k" + i)).toArray();
	}

	private static List<String> notUsed(ParsedKeySet parsed) {
		return parsed.remarks()
			.stream()
			.map(KeyRemark::text)
			.filter((text) -> text.contains(" is not used: "))
			.toList();
	}

	private static Map<String, Object> with(Map<String, Object> jwk, String name, Object value) {
		jwk.put(name, value);
		return jwk;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String even() {
		byte[] modulus = Base64.getUrlDecoder().decode((String) RSA.jwk().get("n"));
		modulus[modulus.length - 1] &= (byte) 0xfe;
		return TestSigningKey.encode(modulus);
	}

	private static String shortened(TestSigningKey key, String name) {
		byte[] value = Base64.getUrlDecoder().decode((String) key.jwk().get(name));
		return TestSigningKey.encode(Arrays.copyOf(value, value.length - 1));
	}

	private static String littleEndian(int first, int middle, int last) {
		byte[] value = new byte[32];
		Arrays.fill(value, (byte) middle);
		value[0] = (byte) first;
		value[31] = (byte) last;
		return TestSigningKey.encode(value);
	}

}
