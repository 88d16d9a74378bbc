package io.microgate.verdict;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks 2, first part: a token that says which key it wants to be verified with.
 */
abstract class KeySelectionAttackTests extends AttackTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			    other: {provider: {remote: {uri: "${key-set.other}"}}}
			    twins: {provider: {remote: {uri: "${key-set.twins}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			    twins: {requireAny: [{jwksRef: {name: twins}, issuer: "https://issuer.example"}], expirationRequired: true}
			    two: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}, {jwksRef: {name: other}, issuer: "https://other.example"}], expirationRequired: true}
			  routes:
			    api: {paths: [/api/**]}
			    twins: {paths: [/twins/**]}
			    two: {paths: [/two/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			    twins: {targetRefs: [{name: twins}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: twins}}}}}]}
			    two: {targetRefs: [{name: two}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: two}}}}}]}
			""";

	/** Far less than the wait of a server that does what the kid says. */
	private static final Duration AT_ONCE = Duration.ofSeconds(30);

	private static final char[] PASSWORD = "changeit".toCharArray();

	KeySelectionAttackTests(TestStack stack) {
		super(stack, CONFIGURATION);
	}

	/** Signed by the attacker, whose key the header brings along in some way. */
	private void refusesHeader(Map<String, Object> header) throws IOException {
		refusesHeader(this.keys.get("attacker"), header);
	}

	private void refusesHeader(TestKey attacker, Map<String, Object> header) throws IOException {
		refusesToken(attackersToken(attacker, "rs-1", header), DenyReason.TOKEN_SIGNATURE);
		refusesToken(attackersToken(attacker, null, header), DenyReason.TOKEN_SIGNATURE);
		refusesToken(attackersToken(attacker, "mine", header), DenyReason.KEY_UNKNOWN);
	}

	private String attackersToken(TestKey attacker, String kid, Map<String, Object> members) {
		Map<String, Object> header = new LinkedHashMap<>(Map.of("alg", "RS256", "typ", "JWT"));
		if (kid != null) {
			header.put("kid", kid);
		}
		header.putAll(members);
		return Forgery.signed(attacker, "RS256", Json.write(header), goodClaims());
	}

	@Test
	void attack2_1WhenKeyIsEmbeddedThenRefused() throws IOException {
		refusesHeader(Map.of("jwk", this.keys.get("attacker").jwk()));
		refusesHeader(Map.of("jwk", Json.write(this.keys.get("attacker").jwk())));
		refusesHeader(Map.of("jwks", Map.of("keys", List.of(this.keys.get("attacker").jwk()))));
		Map<String, Object> oct = Map.of("kty", "oct", "k", TestKey.base64(new byte[32]));
		String header = Json.write(Map.of("alg", "HS256", "jwk", oct));
		refusesToken(Forgery.mac(new byte[32], "HS256", header, goodClaims()), DenyReason.TOKEN_ALGORITHM);
	}

	@Test
	void attack2_2WhenKeySetIsNamedThenRefusedAndNoHostIsAsked() throws IOException {
		try (SilentListener listener = new SilentListener()) {
			for (String jku : List.of("http://127.0.0.1:%d/jwks", "http://localhost:%d/jwks", "//127.0.0.1:%d/jwks",
					"https://issuer.example@127.0.0.1:%d/", "http://127.0.0.1:%d/https://issuer.example/",
					"http://127.0.0.1:%d/../issuer.example/jwks", "http://127.0.0.1:%d#https://issuer.example/",
					"https://issuer.example/redirect?to=http://127.0.0.1:%d/", "file:///proc/self/fd/%d")) {
				refusesHeader(Map.of("jku", jku.formatted(listener.port())));
			}
			String issuer = "http://127.0.0.1:%d".formatted(listener.port());
			refusesToken(forge("key", "attacker", "claims", Map.of("iss", issuer)), DenyReason.TOKEN_SIGNATURE);
			listener.verifyNoConnection();
		}
	}

	@Test
	void attack2_3WhenCertificateIsBroughtAlongThenRefusedAndNoHostIsAsked(@TempDir Path directory)
			throws IOException, GeneralSecurityException, InterruptedException {
		KeyStore store = selfSigned(directory);
		Certificate certificate = store.getCertificate("attacker");
		KeyPair pair = new KeyPair(certificate.getPublicKey(), (PrivateKey) store.getKey("attacker", PASSWORD));
		TestKey attacker = TestKey.of(pair, "RS256");
		byte[] der = certificate.getEncoded();
		String x5c = Base64.getEncoder().encodeToString(der);
		refusesHeader(attacker, Map.of("x5c", List.of(x5c)));
		refusesHeader(attacker, Map.of("x5c", List.of(x5c, x5c), "jwk", attacker.jwk()));
		refusesHeader(attacker, Map.of("x5t", hash("SHA-1", der), "x5t#S256", hash("SHA-256", der)));
		try (SilentListener listener = new SilentListener()) {
			String uri = "http://127.0.0.1:%d/chain.pem".formatted(listener.port());
			refusesHeader(attacker, Map.of("x5u", uri));
			refusesHeader(attacker, Map.of("x5u", uri, "jku", uri, "x5c", List.of(x5c)));
			listener.verifyNoConnection();
		}
	}

	private static String hash(String algorithm, byte[] bytes) throws GeneralSecurityException {
		return TestKey.base64(MessageDigest.getInstance(algorithm).digest(bytes));
	}

	private static KeyStore selfSigned(Path directory)
			throws IOException, GeneralSecurityException, InterruptedException {
		Path file = directory.resolve("attacker.p12");
		new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
				"-alias", "attacker", "-keyalg", "RSA", "-dname", "CN=issuer.example", "-keystore", file.toString(),
				"-storetype", "PKCS12", "-storepass", new String(PASSWORD))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream content = Files.newInputStream(file)) {
			store.load(content, PASSWORD);
		}
		return store;
	}

	@Test
	void attack2_4WhenKidIsAPathOrACommandThenRefusedAtOnce() throws IOException {
		for (String kid : List.of("../../../../dev/null", "/dev/null", "x' UNION SELECT '1';--", "|sleep 10",
				"`sleep 10`", "$(sleep 10)", "file:///dev/null", "file:///proc/self/environ", "rs-1\u0000.pem",
				"${jndi:ldap://127.0.0.1/x}", "%s%n%x", "classpath:application.yml")) {
			long start = System.nanoTime();
			String header = Json.write(Map.of("alg", "HS256", "kid", kid));
			refusesToken(Forgery.mac(new byte[0], "HS256", header, goodClaims()), DenyReason.TOKEN_ALGORITHM);
			refusesToken(Forgery.mac(new byte[] { '1' }, "HS256", header, goodClaims()), DenyReason.TOKEN_ALGORITHM);
			refusesToken(forge("key", "attacker", "header", Map.of("kid", kid)), DenyReason.KEY_UNKNOWN);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).as(kid).isLessThan(AT_ONCE);
			assertThat(logged()).as(kid).noneMatch((line) -> line.contains(kid));
		}
	}

	@Test
	void attack2_7WhenNoKidThenEveryFittingKeyIsTried() throws IOException {
		for (String key : List.of("rs-1", "rs-2", "es-1", "ed-1", "ps-1")) {
			for (int i = 0; i < 3; i++) {
				acceptsToken(forge("key", key, "drop-header", List.of("kid")));
			}
		}
		refusesToken(forge("key", "attacker", "drop-header", List.of("kid")), DenyReason.TOKEN_SIGNATURE);
	}

	@Test
	void attack2_8WhenKidIsOfAnotherKeyThenRefused() throws IOException {
		refusesToken(forge("header", Map.of("kid", "rs-2")), DenyReason.TOKEN_SIGNATURE);
		refusesToken(forge("key", "rs-2", "header", Map.of("kid", "rs-1")), DenyReason.TOKEN_SIGNATURE);
		refusesToken(forge("header", Map.of("kid", "RS-1")), DenyReason.KEY_UNKNOWN);
		refusesToken(forge("header", Map.of("kid", "rs-1 ")), DenyReason.KEY_UNKNOWN);
	}

	/** Choice: all keys with the kid are tried. */
	@Test
	void attack2_9WhenTwoKeysHaveTheKidThenBothVerify() throws IOException {
		acceptsToken("/twins/x", forge("key", "twin-1"));
		acceptsToken("/twins/x", forge("key", "twin-2"));
		refusesToken("/twins/x", forge("key", "attacker", "header", Map.of("kid", "twin")), DenyReason.TOKEN_SIGNATURE);
	}

	@Test
	void attack2_10WhenKeyIsNotForSignaturesThenRefused() throws IOException {
		refusesToken(forge("key", "enc"), DenyReason.KEY_UNKNOWN);
		refusesToken(forge("key", "ops-encrypt"), DenyReason.KEY_UNKNOWN);
		acceptsToken(forge("key", "ops-verify"));
	}

	@Test
	void attack2_15WhenKeyIsOfAnotherIssuerThenRefused() throws IOException {
		Map<String, Object> otherIssuer = Map.of("iss", "https://other.example");
		acceptsToken("/two/x", goodToken());
		acceptsToken("/two/x", forge("key", "other-1", "claims", otherIssuer));
		acceptsToken("/two/x", forge("key", "other-rs-1", "claims", otherIssuer));
		refusesToken("/two/x", forge("key", "other-1"), DenyReason.TOKEN_ISSUER);
		refusesToken("/two/x", forge("key", "other-rs-1"), DenyReason.TOKEN_ISSUER);
		refusesToken("/two/x", forge("claims", otherIssuer), DenyReason.TOKEN_ISSUER);
		refusesToken(forge("key", "other-rs-1"), DenyReason.TOKEN_SIGNATURE);
	}

}
