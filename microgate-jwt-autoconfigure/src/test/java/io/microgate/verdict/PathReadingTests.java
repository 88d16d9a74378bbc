package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends random request targets to applications with handlers of every kind, and holds
 * that no handler ever answers a request that the policy of the handler's own path
 * refuses, however the target was written.
 * <p>
 * Each handler and resource says in its answer what its path is; what the policy says of
 * that path is computed from the configuration, without regard to the target. Every
 * target is sent without and with a token. The targets are the same in each run;
 * {@code -Dreadings.targets} sets how many there are for each application
 * ({@value #TARGETS} unless set, for six applications on Netty and eight on Tomcat), and
 * {@code -Dreadings.seed} has other ones made.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
abstract class PathReadingTests {

	private static final Log logger = LogFactory.getLog(PathReadingTests.class);

	static final int TARGETS = 1500;

	private static final int CLIENTS = 2;

	private static final String SETTINGS = """
			spring:
			  mvc.pathmatch.matching-strategy: %s
			  web.resources.static-locations: ["${readings.files}static/", "classpath:/readings/static/"]
			management:
			  endpoints.web: {base-path: /manage, exposure.include: [health, mark]}
			  endpoint.health: {show-details: always, group.live: {include: mark, additional-path: "server:/probe"}}
			""";

	private final TestStack stack;

	private final Map<String, Object> locations = new HashMap<>();

	private ReadingFiles files;

	private String token;

	PathReadingTests(TestStack stack) {
		this.stack = stack;
	}

	static List<ReadingPolicy> policies() {
		return ReadingPolicy.all();
	}

	static List<ReadingPolicy> someOfThePolicies() {
		return List.of(ReadingPolicy.ROUTES, ReadingPolicy.ALLOWED);
	}

	@BeforeAll
	void writeFilesAndKeys(@TempDir Path directory) throws IOException {
		this.files = new ReadingFiles(directory);
		Path keys = Files.createDirectory(directory.resolve("keys"));
		TestKey key = TestKey.of(TestKey.rsa(2048), "RS256", "kid", "main");
		Files.writeString(keys.resolve("jwks.json"), Json.write(Map.of("keys", List.of(key.jwk()))));
		this.locations.put("readings.keys", keys.toUri().toString());
		this.locations.put("readings.files", directory.toUri().toString());
		this.token = token(key);
	}

	private static String token(TestKey key) {
		long now = Instant.now().getEpochSecond();
		String input = TokenForge.base64(Json.write(Map.of("alg", "RS256", "kid", "main"))) + "."
				+ TokenForge.base64(Json.write(Map.of("iss", TokenForge.ISSUER, "sub", "alice", "exp", now + 7200)));
		return input + "." + TestKey.base64(Signer.sign(key, "RS256", input));
	}

	@ParameterizedTest
	@MethodSource("someOfThePolicies")
	void answerWhenTargetIsReadInSeveralWaysThenAllowedByThePolicyOfTheHandlersPath(ReadingPolicy policy,
			@TempDir Path directory) throws Exception {
		verify(policy, directory);
	}

	/** Here nothing in front of Microgate refuses what it would have to refuse itself. */
	@ParameterizedTest
	@MethodSource("policies")
	void answerWhenServerAndFirewallAreLenientThenAllowedByThePolicyOfTheHandlersPath(ReadingPolicy policy,
			@TempDir Path directory) throws Exception {
		verify(policy, directory, "lenient");
	}

	final void verify(ReadingPolicy policy, Path directory, String... profiles) throws Exception {
		try (RunningApplication application = start(policy, directory, profiles)) {
			int port = application.port(false);
			ReadingClient plain = client(policy, port, 0);
			plain.sendPlain(plainPaths(profiles));
			assertThat(plain.problems()).as("paths as they are").isEmpty();
			List<ReadingClient> clients = IntStream.range(0, CLIENTS)
				.mapToObj((number) -> client(policy, port, seed(policy, number, profiles)))
				.toList();
			int targets = Integer.getInteger("readings.targets", TARGETS) / CLIENTS;
			run(clients.stream().map((client) -> (Callable<Void>) () -> client.sendRandom(targets)).toList());
			logger.info("%s, %s %s: %s".formatted(this.stack.name(), policy, List.of(profiles), clients));
			assertThat(clients).flatExtracting(ReadingClient::problems).isEmpty();
			assertThat(clients).allSatisfy((client) -> assertThat(client.answered()).isGreaterThan(targets / 10));
			// what Spring's resource handlers ask of files is not the point here
			BlockingCalls.take();
		}
	}

	private static String settings(String... profiles) {
		return SETTINGS.formatted(List.of(profiles).contains("ant") ? "ant_path_matcher" : "path_pattern_parser");
	}

	/** Ant patterns know no variable for the rest of a path. */
	private static List<String> plainPaths(String... profiles) {
		boolean ant = List.of(profiles).contains("ant");
		return ReadingTargets.plain().stream().filter((path) -> !ant || !path.startsWith("/docs/")).toList();
	}

	private RunningApplication start(ReadingPolicy policy, Path directory, String... profiles) throws IOException {
		Chapter chapter = new Chapter(policy.name(), settings(profiles) + policy.configuration(), policy.basePath(),
				List.of(profiles), null, Map.of(), List.of());
		return RunningApplication.start(chapter, this.stack, this.locations, directory);
	}

	private ReadingClient client(ReadingPolicy policy, int port, long seed) {
		return new ReadingClient(policy, this.files, this.token, port, seed);
	}

	private static long seed(ReadingPolicy policy, int client, String... profiles) {
		return Objects.hash(Long.getLong("readings.seed", 1), policy.name(), client, List.of(profiles));
	}

	private static void run(List<Callable<Void>> tasks) throws InterruptedException, ExecutionException {
		ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
		try {
			for (Future<Void> task : threads.invokeAll(tasks)) {
				task.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

}
