package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.microgate.PageBlock;
import io.microgate.configuration.CandidateReader;
import io.microgate.configuration.CheckedConfiguration;
import io.microgate.decision.Decision;
import io.microgate.jwks.JwksServer;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.TestRequest;
import io.microgate.runtime.CandidateDifference;
import io.microgate.runtime.CandidateState;
import io.microgate.runtime.Candidates;
import io.microgate.runtime.ConfigurationCompiler;
import io.microgate.runtime.DecisionPoints;
import io.microgate.runtime.RunningConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Candidates under load: whatever they say, no answer differs from one without them, and
 * what they say is counted as an offline evaluation of both configurations has it.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
abstract class CandidateTests {

	private static final TestSigningKey KEY = TestSigningKey.ec("a", "secp256r1");

	private static final TestSigningKey STRANGE_KEY = TestSigningKey.ec("b", "secp256r1");

	private static final String IN_FORCE = """
			microgate:
			  jwks: {idp: {provider: {remote: {uri: "${idp.uri}"}}}}
			  jwts: {tokens: {requireAny: [{jwksRef: {name: idp}, issuer: "https://issuer.example"}], expirationRequired: true}}
			  routes: {shop: {paths: [/shop/**]}, cart: {paths: [/cart/**]}, open: {paths: [/open/**]}}
			  access-control-policies:
			    shop:
			      targetRefs: [{name: shop}]
			      policies:
			        - requestConditions: {method: [DELETE]}
			          authorization: {deny: {}}
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: tokens}}}
			            requireAll: [{jwt: {claim: {name: role, value: {matcher: {exact: buyer}}}}}]
			    cart:
			      targetRefs: [{name: cart}]
			      policies: [{authorization: {authentication: {jwt: {jwtRef: {name: tokens}}}}}]
			    open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
			""";

	/** Another role, no token for the cart, another method, and a route more and less. */
	private static final String DIFFERENT = IN_FORCE.replace("exact: buyer", "exact: seller")
		.replace("[{authorization: {authentication: {jwt: {jwtRef: {name: tokens}}}}}]",
				"[{requestConditions: {header: {name: {matcher: {exact: X-Tenant}}, value: {matcher: {exact: a}}}}, authorization: {}}]")
		.replace("[DELETE]", "[PUT]")
		.replace("/open/**", "/other/**");

	private static final String BROKEN = IN_FORCE.replace("requireAll", "requireSome");

	private static final List<Probe> PROBES = List.of(new Probe("GET /shop/x", token(KEY, "buyer"), 7),
			new Probe("GET /shop/x", token(KEY, "seller"), 5), new Probe("GET /shop/x", null, 3),
			new Probe("GET /shop/x", token(STRANGE_KEY, "buyer"), 1), new Probe("GET /shop/x", "a.b.c", 2),
			new Probe("DELETE /shop/x", token(KEY, "seller"), 1), new Probe("PUT /shop/x", token(KEY, "buyer"), 2),
			new Probe("GET /cart/x?tenant=a", token(KEY, "buyer"), 4), new Probe("GET /cart/x", null, 1),
			new Probe("GET /open/x", null, 3), new Probe("GET /other/x", null, 2),
			new Probe("GET /elsewhere", token(KEY, "buyer"), 1), new Probe("GET /shop//x", token(KEY, "buyer"), 1));

	private final TestStack stack;

	private final JwksServer server = JwksServer.start().withKeys(List.of(KEY));

	CandidateTests(TestStack stack) {
		this.stack = stack;
	}

	private static String token(TestSigningKey key, String role) {
		return key.token("ES256",
				"{\"iss\":\"https://issuer.example\",\"sub\":\"alice-the-subject\",\"role\":\"%s\",\"exp\":4102444800}"
					.formatted(role));
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	/** Without a candidate if there is none. */
	private RunningApplication start(Path directory, String candidate) throws IOException {
		String configuration = IN_FORCE + "management.endpoint.health.show-details: always\n";
		if (candidate != null) {
			Path file = Files.writeString(directory.resolve("candidate.yml"), candidate);
			configuration += "microgate.candidate.locations: ['%s']\n".formatted(file.toUri());
		}
		Chapter chapter = new Chapter("candidates", configuration, "", List.of(), null, Map.of(), List.of());
		RunningApplication application = RunningApplication.start(chapter, this.stack,
				Map.of("idp.uri", this.server.uri()), directory);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.server.hits() > 0
					&& application.bean(RunningConfiguration.class).current().sources().get("idp").keys() != null);
		if (candidate != null) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> state(application).since() != null || state(application).lastError() != null);
		}
		return application;
	}

	private static CandidateState state(RunningApplication application) {
		return application.bean(Candidates.class).states().get(0);
	}

	/** Sends each probe several times by several clients, and says what was answered. */
	private static Map<Probe, Set<String>> answers(RunningApplication application, int rounds) {
		Map<Probe, Set<String>> answers = new ConcurrentHashMap<>();
		PROBES.forEach((probe) -> answers.put(probe, ConcurrentHashMap.newKeySet()));
		ExecutorService clients = Executors.newFixedThreadPool(4);
		try {
			for (int round = 0; round < rounds; round++) {
				clients.submit(() -> PROBES.forEach((probe) -> {
					for (int i = 0; i < probe.times(); i++) {
						answers.get(probe).add(probe.send(application));
					}
				}));
			}
			clients.shutdown();
			assertThat(clients.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return answers;
	}

	@ParameterizedTest
	@ValueSource(strings = { "different", "broken", "unreachable" })
	void answersWhenThereIsACandidateThenAsWithout(String kind, @TempDir Path directory) throws IOException {
		Map<Probe, Set<String>> expected;
		try (RunningApplication application = start(directory, null)) {
			expected = answers(application, 4);
		}
		assertThat(expected).hasSize(PROBES.size()).allSatisfy((probe, answers) -> assertThat(answers).hasSize(1));
		try (JwksServer silent = JwksServer.start().withSilence()) {
			Map<String, String> candidates = Map.of("different", DIFFERENT, "broken", BROKEN, "unreachable",
					DIFFERENT.replace("${idp.uri}", silent.uri()));
			try (RunningApplication application = start(directory, candidates.get(kind))) {
				assertThat(state(application).since() == null).isEqualTo(kind.equals("broken"));
				assertThat(answers(application, 12)).isEqualTo(expected);
			}
		}
	}

	@Test
	void countersWhenNothingIsDroppedThenEqualOfflineEvaluation(@TempDir Path directory, CapturedOutput output)
			throws IOException {
		int rounds = 12;
		Map<String, Integer> counted = new TreeMap<>();
		try (RunningApplication application = start(directory, DIFFERENT)) {
			assertThat(state(application).since()).isNotNull();
			assertThat(this.server.hits()).isOne();
			answers(application, rounds);
			int sent = PROBES.stream().mapToInt(Probe::times).sum() * rounds;
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(state(application).compared()).isEqualTo(sent));
			MeterRegistry meters = application.bean(MeterRegistry.class);
			assertThat(meters.get("microgate.candidate.dropped").counter().count()).isZero();
			meters.get("microgate.candidate.decisions")
				.counters()
				.forEach((counter) -> counted.merge("%s -> %s (%s, %s)".formatted(counter.getId().getTag("enforced"),
						counter.getId().getTag("candidate"), counter.getId().getTag("reason"),
						counter.getId().getTag("route")), (int) counter.count(), Integer::sum));
			assertThat(state(application).different())
				.isEqualTo(counted.values().stream().mapToInt(Integer::intValue).sum());
			assertThat(RawHttp.exchange(application.port(false),
					"GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
				.satisfies((health) -> assertThat(health.body())
					.contains("\"candidates\":[{\"location\":\"file:",
							"\"different\":" + state(application).different(), "\"candidateDropped\":0")
					.contains(membersOfGuide()));
		}
		assertThat(counted).hasSizeGreaterThan(5).isEqualTo(offline(directory, rounds));
		List<String> secrets = new ArrayList<>(List.of("alice-the-subject", "\"seller\""));
		PROBES.stream().map(Probe::token).filter((token) -> token != null && token.length() > 9).forEach(secrets::add);
		assertThat(output).contains("decides differently", "candidates.yml:", "candidate.yml:")
			.doesNotContain(secrets.toArray(String[]::new));
	}

	@Test
	void healthWhenCandidateIsBrokenThenUpWithDetail(@TempDir Path directory, CapturedOutput output)
			throws IOException {
		try (RunningApplication application = start(directory, BROKEN)) {
			RawHttp.Response health = RawHttp.exchange(application.port(false),
					"GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
			assertThat(health.status()).isEqualTo(200);
			assertThat(health.body()).contains("\"lastError\":\"1 problem, see the log\"", "\"compared\":0");
		}
		assertThat(output).contains("is not compared, and changes nothing", "requireSome");
	}

	/** Both configurations by the engine, without a server. */
	private Map<String, Integer> offline(Path directory, int rounds) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("idp.uri", this.server.uri())));
		CandidateReader reader = new CandidateReader(environment, List::of);
		Map<String, Integer> counts = new TreeMap<>();
		Function<String, CheckedConfiguration> read = (text) -> {
			try {
				return reader.read(Files.writeString(directory.resolve("offline.yml"), text).toUri().toString());
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		};
		try (ConfigurationCompiler compiler = new ConfigurationCompiler(new DefaultResourceLoader(), null,
				Clock.systemUTC(), List.of());
				RunningConfiguration inForce = new RunningConfiguration(read.apply(IN_FORCE), compiler);
				RunningConfiguration candidate = new RunningConfiguration(read.apply(DIFFERENT), compiler)) {
			for (Probe probe : PROBES) {
				Decision enforced = DecisionPoints.decide(inForce, probe.facts());
				Decision other = DecisionPoints.decide(candidate, probe.facts());
				if (enforced.reason() != other.reason()) {
					CandidateDifference difference = new CandidateDifference("offline", enforced, other);
					counts.merge("%s -> %s (%s, %s)".formatted(difference.enforcedOutcome(),
							difference.candidateOutcome(), difference.reason(), difference.route()),
							probe.times() * rounds, Integer::sum);
				}
			}
		}
		return counts;
	}

	/**
	 * A request.
	 *
	 * @param line method and target
	 * @param token the bearer token, {@code null} for none
	 * @param times how often it is sent in a round
	 */
	private record Probe(String line, String token, int times) {

		private static final Set<String> CHANGING = Set.of("date", "content-length");

		/** The time of the authentication, in the body. */
		private static final String ISSUED_AT = "issuedAt=[^]]+";

		/** Status, header fields and body. */
		String send(RunningApplication application) {
			try {
				RawHttp.Response response = RawHttp.exchange(application.port(false),
						"%s HTTP/1.1\r\nHost: localhost\r\nX-Tenant: a\r\n%sConnection: close\r\n\r\n".formatted(
								this.line, (this.token != null) ? "Authorization: Bearer " + this.token + "\r\n" : ""));
				Set<String> fields = new HashSet<>();
				response.headers().forEach((name, values) -> {
					if (!CHANGING.contains(name)) {
						fields.add(name + values);
					}
				});
				return response.status() + " " + fields.stream().sorted().toList() + " "
						+ response.body().replaceAll(ISSUED_AT, "");
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		TestRequest facts() {
			String path = this.line.substring(this.line.indexOf(' ') + 1);
			TestRequest request = new TestRequest(this.line.substring(0, this.line.indexOf(' ')), "localhost",
					path.contains("//") ? "" : path.replaceFirst("\\?.*", ""))
				.header("X-Tenant", "a");
			if (path.contains("?")) {
				request.query(path.substring(path.indexOf('?') + 1));
			}
			return (this.token != null) ? request.header("Authorization", "Bearer " + this.token) : request;
		}

	}

	private static List<String> membersOfGuide() throws IOException {
		String shown = PageBlock.read("docs/how-to/try-a-policy-beside-the-one-in-force.md", "See that it is compared",
				"json");
		return Pattern.compile("\"\\w+\":").matcher(shown).results().map(MatchResult::group).toList();
	}

}
