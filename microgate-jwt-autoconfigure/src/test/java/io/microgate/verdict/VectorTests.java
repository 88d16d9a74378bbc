package io.microgate.verdict;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.jwt.SignatureVectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends the vectors of Wycheproof and of the RFCs over HTTP, each in three ways: as they
 * are, which shows that nothing without claims is let in, and once more with claims, so
 * that algorithm, key and signature decide. A web stack is a subclass; what is expected
 * is the same for all.
 * <p>
 * Not repeated with claims: the example of RFC 8037, whose private key is not in the
 * vectors, and those without a compact serialization or a payload. Repeated only
 * approximately: 31 keeps the MAC it has, as its secret is not known; 32 brings along a
 * new key; 254 to 256 have one byte of another hash; 2, 19, 34 and 3 of the keys change a
 * byte of another signature, 319 cuts another one; where a hash in RSASSA-PSS was
 * computed from something else (276 to 280, 289 to 291, 299, 324, 329, 330) the hash of
 * the claims differs from the right one by the same bits. Numbers made up from nothing
 * (312 to 315, 386 to 401) stay as they are. All other signatures are exactly as odd as
 * the vector's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
abstract class VectorTests {

	private static final String CHALLENGE = "Bearer error=\"invalid_token\"";

	/** Key sets without a usable key are meant to be. */
	private static final String LOGGING = "logging.level.io.microgate: \"off\"\n";

	private static final String RESOURCES = """
			  secrets.%1$s: "${secret.%1$s}"
			  jwks.%1$s: {provider: {local: {secretRef: {name: %1$s}}}}
			  jwts.%1$s: {extractionSources: [{header: {name: X-Token}}, {queryParameter: {name: token}}, {bearerToken: {}}], requireAny: [{jwksRef: {name: %1$s}}], expirationRequired: false}
			  routes.%1$s: {paths: [/%1$s/**]}
			  access-control-policies.%1$s: {targetRefs: [{name: %1$s}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: %1$s}}}}}]}
			""";

	private final TestStack stack;

	/** Names of the routes by key set. */
	private final Map<String, String> routes = new LinkedHashMap<>();

	private Path directory;

	private List<VectorToken> asTheyAre;

	private List<VectorToken> withClaims;

	private RunningApplication application;

	VectorTests(TestStack stack) {
		this.stack = stack;
	}

	@BeforeAll
	void use(@TempDir Path directory) {
		this.directory = directory;
	}

	/** Without vectors each test is reported as aborted. */
	@BeforeEach
	void start() throws IOException {
		if (this.application == null) {
			this.asTheyAre = VectorTokens.asTheyAre();
			this.withClaims = VectorTokens.withClaims();
			this.application = startApplication();
		}
	}

	private RunningApplication startApplication() throws IOException {
		StringBuilder configuration = new StringBuilder(LOGGING).append("microgate:\n");
		Map<String, Object> locations = new LinkedHashMap<>();
		for (VectorToken token : this.asTheyAre) {
			String keySet = SignatureVectors.keySet(token.key());
			if (!this.routes.containsKey(keySet)) {
				String name = "set-" + (this.routes.size() + 1);
				this.routes.put(keySet, name);
				locations.put("secret." + name, secret(name, keySet));
				configuration.append(RESOURCES.formatted(name));
			}
		}
		Chapter chapter = new Chapter("vectors", configuration.toString(), "", List.of(), null, Map.of(), List.of());
		return RunningApplication.start(chapter, this.stack, locations, this.directory);
	}

	private String secret(String name, String keySet) throws IOException {
		Path secret = Files.createDirectory(this.directory.resolve(name));
		Files.writeString(secret.resolve("jwks.json"), keySet);
		return secret.toUri().toString();
	}

	@AfterAll
	void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@TestFactory
	Stream<DynamicTest> answerWhenVectorThenRefused() {
		return tests(this.asTheyAre, Map.of("token.malformed", 455));
	}

	@TestFactory
	Stream<DynamicTest> answerWhenVectorWithClaimsThenAsTheVectorSays() {
		return tests(this.withClaims, Map.of("allowed", 36, "token.malformed", 52, "token.algorithm", 36, "key.unknown",
				25, "token.signature", 293));
	}

	/** A change of the vectors shows in the last test. */
	private Stream<DynamicTest> tests(List<VectorToken> tokens, Map<String, Integer> counts) {
		Map<String, Integer> answers = new HashMap<>();
		Stream<DynamicTest> vectors = tokens.stream().map((token) -> DynamicTest.dynamicTest(token.name(), () -> {
			verify(token);
			answers.merge(token.reason(), 1, Integer::sum);
		}));
		return Stream.concat(vectors, Stream.of(DynamicTest.dynamicTest(counts.toString(),
				() -> assertThat(answers).containsExactlyInAnyOrderEntriesOf(counts))));
	}

	@Test
	void vectorsWhenReadThenEveryKeySetHasARoute() {
		assertThat(this.routes).hasSize(50);
	}

	@Test
	void vectorsWhenAsTheyAreThenNoneHasClaims() {
		assertThat(this.asTheyAre).noneMatch((token) -> isClaims(token.token()));
		assertThat(this.withClaims).filteredOn((token) -> token.reason().equals(Expectation.ALLOWED))
			.allMatch((token) -> isClaims(token.token()));
	}

	private static boolean isClaims(String token) {
		String[] parts = token.split("\\.", -1);
		try {
			return parts.length == 3 && JsonMapper.shared().readTree(Forgery.json(token, 1)).isObject();
		}
		catch (JacksonException | IllegalArgumentException ex) {
			return false;
		}
	}

	@Test
	void vectorsWhenInHttpHeaderThenArriveAsTheyAre() {
		List<String> tokens = Stream.concat(this.asTheyAre.stream(), this.withClaims.stream())
			.map(VectorToken::token)
			.toList();
		assertThat(tokens).allMatch((token) -> token.equals(token.strip()) && token.matches("[ -~]*"));
		assertThat(tokens).filteredOn((token) -> token.contains(" ")).hasSize(9);
	}

	private void verify(VectorToken token) throws IOException {
		String route = this.routes.get(SignatureVectors.keySet(token.key()));
		try (RawHttp.Connection connection = new RawHttp.Connection(this.application.port(false))) {
			for (Way way : Way.values()) {
				this.application.decisions().clear();
				RawHttp.Response response = connection.exchange(way.http(route, token.token()));
				String outcome = "%s by %s: %s".formatted(token.name(), way, response);
				verify(token, response, outcome);
				assertThat(decisions()).as(outcome)
					.containsExactly(new DecisionRecorder.Recorded(route, token.reason()));
			}
		}
	}

	private static void verify(VectorToken token, RawHttp.Response response, String outcome) {
		if (token.reason().equals(Expectation.ALLOWED)) {
			assertThat(response.status()).as(outcome).isEqualTo(200);
			assertThat(response.body()).as(outcome).startsWith("user=alice ");
		}
		else {
			assertThat(response.status()).as(outcome).isEqualTo(401);
			assertThat(response.header("WWW-Authenticate")).as(outcome).containsExactly(CHALLENGE);
			assertThat(response.body()).as(outcome).isEmpty();
		}
	}

	/** The response may arrive before the listener is notified. */
	private List<DecisionRecorder.Recorded> decisions() {
		DecisionRecorder recorder = this.application.decisions();
		if (recorder.decisions().isEmpty()) {
			Awaitility.await()
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(10))
				.atMost(Duration.ofSeconds(30))
				.until(() -> !recorder.decisions().isEmpty());
		}
		return recorder.decisions();
	}

	/**
	 * Where in a request the token is. What a header might change arrives unchanged in
	 * the query.
	 */
	private enum Way {

		HEADER, BEARER, QUERY;

		String http(String route, String token) {
			String path = "/" + route + "/x";
			return switch (this) {
				case HEADER -> get(path, "X-Token: " + token + "\r\n");
				case BEARER -> get(path, "Authorization: Bearer " + token + "\r\n");
				case QUERY ->
					get(path + "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8).replace("+", "%20"), "");
			};
		}

		private static String get(String target, String header) {
			return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n";
		}

	}

}
