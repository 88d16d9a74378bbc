package io.microgate.verdict;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.Test;

/**
 * Attacks 1: the algorithm.
 */
abstract class AlgorithmAttackTests extends AttackTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example", audiences: [api]}], expirationRequired: true}
			    strict: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example", audiences: [api]}], expirationRequired: true, extensions: {algorithms: [RS256, ES256]}}
			  routes:
			    api: {paths: [/api/**]}
			    strict: {paths: [/strict/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			    strict: {targetRefs: [{name: strict}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: strict}}}}}]}
			""";

	AlgorithmAttackTests(TestStack stack) {
		super(stack, CONFIGURATION);
	}

	@Test
	void attack1_1WhenAlgorithmIsNoneThenRefused() throws IOException {
		byte[] oldSignature = Forgery.signature(goodToken());
		for (String none : List.of("none", "None", "NONE", "nOnE")) {
			for (String header : List.of("{\"alg\":\"%s\"}", "{\"alg\":\"%s\",\"kid\":\"rs-1\",\"typ\":\"JWT\"}")) {
				String unsigned = Forgery.input(header.formatted(none), goodClaims());
				refusesToken(unsigned + ".", DenyReason.TOKEN_ALGORITHM);
				refusesToken(unsigned, DenyReason.TOKEN_MALFORMED);
				refusesToken(unsigned + "." + TestKey.base64(oldSignature), DenyReason.TOKEN_ALGORITHM);
			}
		}
	}

	@Test
	void attack1_2WhenAlgorithmIsNoTextThenRefused() throws IOException {
		for (String header : List.of("{\"kid\":\"rs-1\"}", "{\"alg\":null}", "{\"alg\":256}", "{\"alg\":[\"RS256\"]}",
				"{\"alg\":{\"RS256\":1}}", "{\"alg\":true}")) {
			refusesToken(signed(header), DenyReason.TOKEN_MALFORMED);
		}
	}

	@Test
	void attack1_2WhenAlgorithmIsMisspeltThenRefused() throws IOException {
		for (String algorithm : List.of("", " RS256", "RS256 ", "rs256", "Rs256", "RS256\\u0000", "RS-256",
				"SHA256withRSA", "RS256,ES256")) {
			refusesToken(signed("{\"alg\":\"%s\",\"kid\":\"rs-1\"}".formatted(algorithm)), DenyReason.TOKEN_ALGORITHM);
		}
	}

	private String signed(String header) {
		return Forgery.signed(this.keys.get("rs-1"), "RS256", header, goodClaims());
	}

	@Test
	void attack1_3WhenRsToHsConfusionThenRefused() throws IOException {
		PublicKey key = this.keys.get("rs-1").pair().getPublic();
		byte[] spki = key.getEncoded();
		byte[] pkcs1 = Arrays.copyOfRange(spki, 24, spki.length);
		byte[] modulus = Base64.getUrlDecoder().decode((String) this.keys.get("rs-1").jwk().get("n"));
		refusesMacs("rs-1", List.of(spki, pkcs1, pem("PUBLIC KEY", spki), pem("RSA PUBLIC KEY", pkcs1), modulus));
	}

	@Test
	void attack1_4WhenEsToHsConfusionThenRefused() throws IOException {
		Map<String, Object> jwk = this.keys.get("es-1").jwk();
		byte[] x = Base64.getUrlDecoder().decode((String) jwk.get("x"));
		byte[] y = Base64.getUrlDecoder().decode((String) jwk.get("y"));
		byte[] spki = this.keys.get("es-1").pair().getPublic().getEncoded();
		refusesMacs("es-1", List.of(Forgery.concat(x, y), Forgery.concat(new byte[] { 4 }, x, y), x, spki,
				pem("PUBLIC KEY", spki)));
	}

	private void refusesMacs(String kid, List<byte[]> secrets) throws IOException {
		List<byte[]> texts = List.of(bytes(Json.write(this.keys.get(kid).jwk())), bytes(this.keys.publish("main")));
		for (List<byte[]> some : List.of(secrets, texts)) {
			for (byte[] secret : some) {
				refusesMac(kid, secret);
				refusesMac(kid, bytes(new String(secret, StandardCharsets.ISO_8859_1).strip()));
			}
		}
	}

	private void refusesMac(String kid, byte[] secret) throws IOException {
		for (String algorithm : List.of("HS256", "HS384", "HS512")) {
			String header = "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, kid);
			refusesToken(Forgery.mac(secret, algorithm, header, goodClaims()), DenyReason.TOKEN_ALGORITHM);
		}
	}

	private static byte[] pem(String label, byte[] der) {
		String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der);
		return bytes("-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, base64));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	@Test
	void attack1_5WhenKeyIsForAnotherAlgorithmOfItsFamilyThenRefused() throws IOException {
		for (String algorithm : List.of("RS384", "RS512", "PS256", "PS384", "PS512")) {
			refusesToken(forge("alg", algorithm), DenyReason.KEY_UNKNOWN);
		}
		refusesToken(forge("key", "ps-1", "alg", "RS256"), DenyReason.KEY_UNKNOWN);
	}

	@Test
	void attack1_6WhenAlgorithmIsNotConfiguredThenRefused() throws IOException {
		acceptsToken("/strict/x", goodToken());
		acceptsToken("/strict/x", forge("key", "es-1"));
		refusesToken("/strict/x", forge("key", "ps-1"), DenyReason.TOKEN_ALGORITHM);
		for (String algorithm : List.of("RS384", "RS512", "PS256")) {
			refusesToken("/strict/x", forge("key", "rs-2", "alg", algorithm), DenyReason.TOKEN_ALGORITHM);
		}
		refusesToken("/strict/x", forge("key", "ed-1"), DenyReason.TOKEN_ALGORITHM);
	}

	@Test
	void attack1_7WhenKeyIsOfAnotherTypeThenRefused() throws IOException {
		refusesToken(forge("header", Map.of("kid", "es-1")), DenyReason.KEY_UNKNOWN);
		refusesToken(forge("header", Map.of("kid", "ed-1")), DenyReason.KEY_UNKNOWN);
		refusesToken(forge("key", "es-1", "header", Map.of("kid", "rs-1")), DenyReason.KEY_UNKNOWN);
		refusesToken(forge("key", "es-1", "header", Map.of("kid", "es-384")), DenyReason.KEY_UNKNOWN);
		refusesToken(forge("key", "es-384", "header", Map.of("alg", "ES256")), DenyReason.KEY_UNKNOWN);
		refusesToken(forge("key", "es-384", "header", Map.of("alg", "ES256", "kid", "es-1")),
				DenyReason.TOKEN_SIGNATURE);
		refusesToken(forge("key", "ed-1", "header", Map.of("kid", "es-1")), DenyReason.KEY_UNKNOWN);
	}

	/** Choice: only what is named in the list of algorithms. */
	@Test
	void attack1_8WhenAlgorithmIsRareThenRefused() throws IOException, NoSuchAlgorithmException {
		byte[] signature = Forgery.signature(forge("key", "es-1"));
		for (String algorithm : List.of("ES256K", "HS256/64", "ESP256", "RSA1_5", "RSA-OAEP")) {
			refusesToken(
					Forgery.token("{\"alg\":\"%s\",\"kid\":\"es-1\"}".formatted(algorithm), goodClaims(), signature),
					DenyReason.TOKEN_ALGORITHM);
		}
		refusesToken(Forgery.signed(this.keys.get("rs-1"), "RS1", "{\"alg\":\"RS1\",\"kid\":\"rs-1\"}", goodClaims()),
				DenyReason.TOKEN_ALGORITHM);
		KeyPair pair = KeyPairGenerator.getInstance("Ed448").generateKeyPair();
		refusesToken(Forgery.signed(new TestKey(pair, "Ed448", Map.of()), "Ed448",
				"{\"alg\":\"Ed448\",\"kid\":\"ed-1\"}", goodClaims()), DenyReason.TOKEN_ALGORITHM);
	}

	/** Choice: both names mean Ed25519. */
	@Test
	void attack1_8WhenEdDsaByEitherNameThenAccepted() throws IOException {
		acceptsToken(forge("key", "ed-1", "alg", "EdDSA"));
		acceptsToken(forge("key", "ed-1", "alg", "Ed25519"));
	}

	@Test
	void attack1_9WhenOctKeyIsInTheKeySetThenRefused() throws IOException {
		refusesToken(forge("key", "oct"), DenyReason.TOKEN_ALGORITHM);
		refusesToken(forge("key", "oct", "drop-header", List.of("kid")), DenyReason.TOKEN_ALGORITHM);
	}

}
