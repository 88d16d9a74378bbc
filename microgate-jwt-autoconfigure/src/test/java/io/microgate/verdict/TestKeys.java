package io.microgate.verdict;

import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The keys that the rows name, made anew for each run, and the key sets they are
 * published in.
 */
final class TestKeys {

	private final Map<String, TestKey> keys = new LinkedHashMap<>();

	private final Map<String, List<String>> sets = Map.of("main",
			List.of("rs-1", "rs-2", "ps-1", "es-1", "es-384", "es-521", "ed-1", "weak", "exponent-1", "enc",
					"ops-encrypt", "ops-verify", "oct"),
			"other", List.of("other-rs-1", "other-1"), "mixed", List.of("nameless", "rs-1"), "twins",
			List.of("twin-1", "twin-2"), "backup", List.of("local-1"), "spiffe",
			List.of("svid-1", "x509-1", "rs-1", "rs-2", "enc"), "none", List.of(), "tenants",
			List.of("common", "common-2", "tenant-a", "tenant-b", "shared-a", "shared-b", "shared-c", "unlimited",
					"issuer-number", "empty-issuer"),
			"crowded",
			Stream.concat(IntStream.rangeClosed(1, 9).mapToObj((i) -> "anonymous-" + i), Stream.of("es-1")).toList());

	TestKeys() {
		KeyPair first = TestKey.rsa(2048);
		KeyPair second = TestKey.rsa(2048);
		KeyPair other = TestKey.rsa(2048);
		KeyPair nameless = TestKey.rsa(2048);
		this.keys.put("rs-1", TestKey.of(first, "RS256", "kid", "rs-1", "alg", "RS256", "use", "sig"));
		this.keys.put("rs-2", TestKey.of(second, "RS256", "kid", "rs-2"));
		this.keys.put("ps-1", TestKey.of(second, "PS256", "kid", "ps-1", "alg", "PS256"));
		this.keys.put("es-1", TestKey.of(TestKey.ec("secp256r1"), "ES256", "kid", "es-1", "alg", "ES256"));
		this.keys.put("es-384", TestKey.of(TestKey.ec("secp384r1"), "ES384", "kid", "es-384"));
		this.keys.put("es-521", TestKey.of(TestKey.ec("secp521r1"), "ES512", "kid", "es-521"));
		this.keys.put("ed-1", TestKey.of(TestKey.ed25519(), "EdDSA", "kid", "ed-1"));
		this.keys.put("weak", TestKey.of(TestKey.rsa(1024), "RS256", "kid", "weak"));
		this.keys.put("exponent-1", TestKey.of(second, "RS256", "kid", "exponent-1", "e", "AQ"));
		this.keys.put("enc", TestKey.of(second, "RS256", "kid", "enc", "use", "enc"));
		this.keys.put("ops-encrypt",
				TestKey.of(second, "RS256", "kid", "ops-encrypt", "key_ops", List.of("encrypt", "wrapKey")));
		this.keys.put("ops-verify", TestKey.of(second, "RS256", "kid", "ops-verify", "key_ops", List.of("verify")));
		this.keys.put("oct", new TestKey(first, "HS256",
				Map.of("kty", "oct", "kid", "oct", "k", TestKey.base64(new byte[32]), "alg", "HS256")));
		this.keys.put("other-rs-1", TestKey.of(other, "RS256", "kid", "rs-1"));
		this.keys.put("other-1", TestKey.of(other, "RS256", "kid", "other-1"));
		this.keys.put("nameless", TestKey.of(nameless, "RS256"));
		this.keys.put("twin-1", TestKey.of(first, "RS256", "kid", "twin"));
		this.keys.put("twin-2", TestKey.of(second, "RS256", "kid", "twin"));
		this.keys.put("svid-1", TestKey.of(nameless, "RS256", "kid", "svid-1", "use", "jwt-svid"));
		this.keys.put("x509-1", TestKey.of(nameless, "RS256", "kid", "x509-1", "use", "x509-svid"));
		this.keys.put("local-1", TestKey.of(nameless, "RS256", "kid", "local-1"));
		for (int i = 1; i <= 9; i++) {
			this.keys.put("anonymous-" + i, TestKey.of(TestKey.ec("secp256r1"), "ES256"));
		}
		putTenants();
		this.keys.put("attacker", TestKey.of(TestKey.rsa(2048), "RS256", "kid", "rs-1"));
	}

	/** As the key set of an identity provider for many tenants. */
	private void putTenants() {
		String common = "https://login.example.com/{tenantid}/v2.0";
		KeyPair shared = TestKey.ec("secp256r1");
		put("common", TestKey.ec("secp256r1"), "common", common);
		put("common-2", TestKey.ec("secp256r1"), null, "https://sts.example.com/{tenantid}/");
		put("tenant-a", TestKey.ec("secp256r1"), "tenant-a", common.replace("{tenantid}", "aaaa-1111"));
		put("tenant-b", TestKey.ec("secp256r1"), "tenant-b", common.replace("{tenantid}", "bbbb-2222"));
		put("shared-a", shared, "shared", common.replace("{tenantid}", "aaaa-1111"));
		put("shared-b", shared, "shared", common.replace("{tenantid}", "bbbb-2222"));
		put("shared-c", TestKey.ec("secp256r1"), "shared", common.replace("{tenantid}", "cccc-3333"));
		put("unlimited", TestKey.ec("secp256r1"), "unlimited", null);
		put("issuer-number", TestKey.ec("secp256r1"), "issuer-number", 1);
		put("empty-issuer", TestKey.ec("secp256r1"), "empty-issuer", "");
	}

	private void put(String name, KeyPair pair, String kid, Object issuer) {
		this.keys.put(name, (kid != null) ? TestKey.of(pair, "ES256", "kid", kid, "issuer", issuer)
				: TestKey.of(pair, "ES256", "issuer", issuer));
	}

	TestKey get(String name) {
		TestKey key = this.keys.get(name);
		if (key == null) {
			throw new IllegalArgumentException("No key '%s'".formatted(name));
		}
		return key;
	}

	/**
	 * The JWK set of a name.
	 * @param set name of the set
	 * @return the JSON
	 */
	String publish(String set) {
		return Json.write(Map.of("keys", this.sets.get(set).stream().map((name) -> get(name).jwk()).toList()));
	}

	/**
	 * Names of the sets.
	 * @return the names
	 */
	Iterable<String> sets() {
		return this.sets.keySet();
	}

}
