package io.microgate.verdict;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpHandler;
import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks 2, second part: the key set and the server it comes from.
 */
abstract class KeySourceAttackTests extends AttackTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			    guarded: {provider: {remote: {uri: "${key-set.guarded}"}}}
			    patient: {provider: {remote: {uri: "${key-set.patient}", timeouts: {maxDuration: 1s}}}, extensions: {cache: {unknownKeyCooldown: 1ms}}}
			    odd: {provider: {remote: {uri: "${key-set.odd}"}}}
			    down: {provider: {remote: {uri: "${key-set.down}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			    guarded: {requireAny: [{jwksRef: {name: guarded}, issuer: "https://issuer.example"}], expirationRequired: true, extensions: {maxTokenSize: 64KB}}
			    patient: {requireAny: [{jwksRef: {name: patient}, issuer: "https://issuer.example"}], expirationRequired: true}
			    odd: {requireAny: [{jwksRef: {name: odd}, issuer: "https://issuer.example"}], expirationRequired: true}
			    down: {requireAny: [{jwksRef: {name: down}, issuer: "https://issuer.example"}], expirationRequired: true}
			  routes:
			    api: {paths: [/api/**]}
			    guarded: {paths: [/guarded/**]}
			    patient: {paths: [/patient/**]}
			    odd: {paths: [/odd/**]}
			    down: {paths: [/down/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			    guarded: {targetRefs: [{name: guarded}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: guarded}}}}}]}
			    patient: {targetRefs: [{name: patient}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: patient}}}}}]}
			    odd: {targetRefs: [{name: odd}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: odd}}}}}]}
			    down: {targetRefs: [{name: down}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: down}}}}}]}
			""";

	private static final int FLOOD = 2000;

	private static final int ATTACKERS = 8;

	private UnreliableKeyServer guarded;

	private UnreliableKeyServer patient;

	private UnreliableKeyServer odd;

	KeySourceAttackTests(TestStack stack) {
		super(stack, CONFIGURATION);
	}

	/** The servers have to be there before the application is. */
	@Override
	void addLocations(Map<String, Object> locations) {
		try {
			this.guarded = new UnreliableKeyServer();
			this.patient = new UnreliableKeyServer();
			this.odd = new UnreliableKeyServer();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.guarded.publishes(this.keys.publish("main"));
		this.patient.publishes(this.keys.publish("main"));
		this.odd.publishes(oddKeys());
		locations.put("key-set.guarded", this.guarded.uri());
		locations.put("key-set.patient", this.patient.uri());
		locations.put("key-set.odd", this.odd.uri());
	}

	@AfterAll
	void stopServers() {
		this.guarded.close();
		this.patient.close();
		this.odd.close();
	}

	@Test
	void attack2_5WhenKidIsNoTextThenRefused() throws IOException {
		for (String kid : List.of("1", "{}", "[\"rs-1\"]", "true", "\"\\ud800\"")) {
			refusesToken("/guarded/x", withKid(kid), DenyReason.TOKEN_MALFORMED);
		}
	}

	@Test
	void attack2_5WhenKidIsOddThenRefusedAndKeysAreNotFetchedEachTime() throws IOException {
		acceptsToken("/guarded/x", goodToken());
		int before = this.guarded.fetches();
		for (String kid : List.of("", "rs-1\\r\\nX-Evil: yes", "rs-1\\u0000", "\\u001b[31mrs-1", "rs-1\\n", "\\t",
				"k".repeat(40_000))) {
			refusesToken("/guarded/x", withKid("\"" + kid + "\""), DenyReason.KEY_UNKNOWN);
		}
		refusesToken("/guarded/x", withKid("\"" + "k".repeat(80_000) + "\""), DenyReason.TOKEN_TOO_LARGE);
		assertThat(this.guarded.fetches() - before).isLessThanOrEqualTo(1);
	}

	private String withKid(String kid) {
		String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":%s}".formatted(kid);
		return Forgery.signed(this.keys.get("rs-1"), "RS256", header, goodClaims());
	}

	/** Fewer than in the catalogue: it is the number of fetches that must not grow. */
	@Test
	void attack2_6WhenUnknownKidsFloodThenOneFetchAndGoodTokensPass() throws Exception {
		acceptsToken("/guarded/x", goodToken());
		int before = this.guarded.fetches();
		ExecutorService attackers = Executors.newFixedThreadPool(ATTACKERS);
		try {
			List<Future<Integer>> refusals = new ArrayList<>();
			for (int i = 0; i < FLOOD; i++) {
				refusals.add(attackers.submit(floodWith("flood-" + i)));
			}
			for (Future<Integer> refusal : refusals) {
				assertThat(refusal.get()).isEqualTo(401);
				if (refusals.indexOf(refusal) % 100 == 0) {
					assertThat(send(get("/guarded/x", goodToken())).status()).isEqualTo(200);
				}
			}
		}
		finally {
			attackers.shutdownNow();
		}
		assertThat(this.guarded.fetches() - before).isLessThanOrEqualTo(1);
	}

	private Callable<Integer> floodWith(String kid) {
		String header = "{\"alg\":\"RS256\",\"kid\":\"%s\"}".formatted(kid);
		return () -> send(get("/guarded/x", Forgery.token(header, goodClaims(), new byte[256]))).status();
	}

	@Test
	void attack2_11WhenRsaKeyIsWeakThenRefused() throws IOException {
		refusesToken(forge("key", "weak"), DenyReason.KEY_UNKNOWN);
		refusesToken(forge("key", "exponent-1", "alg", "forged-exponent-1"), DenyReason.KEY_UNKNOWN);
		for (String kid : List.of("even", "even-exponent")) {
			refusesToken("/odd/x", forge("header", Map.of("kid", kid)), DenyReason.KEY_UNKNOWN);
		}
		acceptsToken("/odd/x", goodToken());
	}

	/** Choice: a key whose factors can be found is not used. */
	@Test
	void attack2_11WhenRsaKeyHasTheMarkOfRocaThenRefused() throws IOException {
		refusesToken("/odd/x", forge("header", Map.of("kid", "roca")), DenyReason.KEY_UNKNOWN);
	}

	@Test
	void attack2_12WhenEcKeyIsInvalidThenDroppedAndOthersVerify() throws IOException {
		for (String kid : List.of("off-curve", "short-x", "long-y", "at-infinity")) {
			refusesToken("/odd/x", forge("key", "es-1", "header", Map.of("kid", kid)), DenyReason.KEY_UNKNOWN);
		}
		acceptsToken("/odd/x", forge("key", "es-1"));
	}

	private String oddKeys() {
		Map<String, Object> rsa = this.keys.get("rs-1").jwk();
		Map<String, Object> ec = this.keys.get("es-1").jwk();
		String zeros = TestKey.base64(new byte[32]);
		return Json.write(Map.of("keys", List.of(rsa, ec, changed(rsa, "even", "n", number(evenModulus())),
				changed(rsa, "even-exponent", "e", "BA"), changed(rsa, "roca", "n", number(rocaModulus())),
				changed(ec, "off-curve", "y", ec.get("x")), changed(ec, "short-x", "x", TestKey.base64(new byte[31])),
				changed(ec, "long-y", "y", TestKey.base64(new byte[33])),
				changed(changed(ec, "at-infinity", "x", zeros), "at-infinity", "y", zeros))));
	}

	private static Map<String, Object> changed(Map<String, Object> jwk, String kid, String member, Object value) {
		Map<String, Object> changed = new LinkedHashMap<>(jwk);
		changed.put("kid", kid);
		changed.put(member, value);
		return changed;
	}

	private static String number(BigInteger number) {
		byte[] bytes = number.toByteArray();
		return TestKey.base64((bytes[0] == 0) ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
	}

	private static BigInteger evenModulus() {
		return BigInteger.TWO.pow(2047).add(BigInteger.TWO.pow(1000));
	}

	/** A power of 65537 modulo all small primes, as the modulus of a broken library. */
	private static BigInteger rocaModulus() {
		BigInteger primes = BigInteger.ONE;
		for (BigInteger prime = BigInteger.TWO; prime.intValue() < 168; prime = prime.nextProbablePrime()) {
			primes = primes.multiply(prime);
		}
		BigInteger residue = BigInteger.valueOf(65537).modPow(BigInteger.valueOf(12345), primes);
		return BigInteger.TWO.pow(2047).divide(primes).add(BigInteger.ONE).multiply(primes).add(residue);
	}

	@Test
	void attack2_13WhenKeyIsRemovedThenRefusedAfterTheNextFetch() throws IOException {
		acceptsToken("/patient/x", forge("key", "rs-2"));
		this.patient.publishes(Json.write(Map.of("keys", List.of(this.keys.get("rs-1").jwk()))));
		acceptsToken("/patient/x", forge("key", "rs-2"));
		fetchAgain();
		refusesToken("/patient/x", forge("key", "rs-2"), DenyReason.KEY_UNKNOWN);
		acceptsToken("/patient/x", goodToken());
		this.patient.publishes(this.keys.publish("main"));
		acceptsToken("/patient/x", forge("key", "rs-2"));
	}

	/** Every unknown kid is worth a fetch here. */
	private void fetchAgain() throws IOException {
		int before = this.patient.fetches();
		int status = send(get("/patient/x", forge("key", "attacker", "header", Map.of("kid", "unknown")))).status();
		assertThat(status).isIn(401, 503);
		assertThat(this.patient.fetches()).isGreaterThan(before);
	}

	@Test
	void attack2_14WhenIdentityProviderFailsThenOldKeysServeAndNothingElse() throws IOException {
		try (SilentListener elsewhere = new SilentListener()) {
			String attackersKeys = Json.write(Map.of("keys", List.of(this.keys.get("attacker").jwk())));
			failsBy((exchange) -> UnreliableKeyServer.answer(exchange, 500, bytes(attackersKeys)));
			failsBy((exchange) -> UnreliableKeyServer.answer(exchange, 404, bytes(attackersKeys)));
			failsBy((exchange) -> UnreliableKeyServer.answer(exchange, 203, bytes(attackersKeys)));
			failsBy((exchange) -> UnreliableKeyServer.answer(exchange, 200, bytes("<html>Sign in</html>")));
			failsBy((exchange) -> UnreliableKeyServer.answer(exchange, 200, new byte[0]));
			failsBy((exchange) -> UnreliableKeyServer.answer(exchange, 200, bytes("{\"keys\":[]}")));
			failsBy((exchange) -> UnreliableKeyServer.answer(exchange, 200, bytes(attackersKeys + attackersKeys)));
			failsBy((exchange) -> UnreliableKeyServer.answer(exchange, 200, bytes("[".repeat(100_000))));
			failsBy((exchange) -> UnreliableKeyServer.answer(exchange, 200, new byte[10 * 1024 * 1024]));
			failsBy((exchange) -> {
				exchange.getResponseHeaders().add("Location", "http://127.0.0.1:%d/jwks".formatted(elsewhere.port()));
				UnreliableKeyServer.answer(exchange, 302, new byte[0]);
			});
			failsByEncoding("br", bytes(attackersKeys));
			failsByEncoding("gzip", bytes(attackersKeys));
			failsByEncoding("gzip", zipped(bytes(attackersKeys + " ".repeat(50 * 1024 * 1024))));
			failsByEncoding("gzip", zipped(zipped(bytes(attackersKeys))));
			failsByEncoding("gzip, gzip", zipped(zipped(bytes(attackersKeys))));
			failsByEncoding("gzip", Arrays.copyOf(zipped(bytes(attackersKeys)), 100));
			failsBy((exchange) -> {
				exchange.sendResponseHeaders(200, 100_000);
				exchange.getResponseBody().write(bytes(attackersKeys));
				exchange.getResponseBody().flush();
			});
			elsewhere.verifyNoConnection();
		}
		this.patient.publishes(this.keys.publish("main"));
	}

	private void failsBy(HttpHandler answer) throws IOException {
		this.patient.answers(answer);
		fetchAgain();
		acceptsToken("/patient/x", goodToken());
		refusesToken("/patient/x", forge("key", "attacker"), DenyReason.TOKEN_SIGNATURE);
	}

	private void failsByEncoding(String encoding, byte[] body) throws IOException {
		failsBy((exchange) -> {
			exchange.getResponseHeaders().add("Content-Encoding", encoding);
			UnreliableKeyServer.answer(exchange, 200, body);
		});
	}

	@Test
	void attack2_14WhenIdentityProviderWasNeverThereThenUnavailable() throws IOException {
		refusesToken("/down/x", goodToken(), DenyReason.KEY_UNAVAILABLE);
		refusesToken("/down/x", forge("key", "attacker"), DenyReason.KEY_UNAVAILABLE);
		refusesToken("/down/x", forge("alg", "none"), DenyReason.TOKEN_ALGORITHM);
		refuses(http("GET /down/x"), DenyReason.TOKEN_MISSING);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] zipped(byte[] content) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
			zip.write(content);
		}
		return bytes.toByteArray();
	}

}
