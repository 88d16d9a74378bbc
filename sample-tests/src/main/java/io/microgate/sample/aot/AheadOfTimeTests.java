package io.microgate.sample.aot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.sample.aot.ProcessedApplication.RunningApplication;
import io.microgate.sample.readme.ReadmeSection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * A sample that was processed ahead of time answers the requests of its README with the
 * statuses printed there.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AheadOfTimeTests {

	protected static final String EXPOSED = "--management.endpoints.web.exposure.include=health,env,microgate";

	protected static final String PASS = "--microgate.unmatched-requests=pass";

	static final String DENY = "--microgate.unmatched-requests=deny";

	private final Class<?> application;

	private final ReadmeSection readme;

	private final String[] built;

	private final Map<List<String>, ProcessedApplication> processed = new HashMap<>();

	private final int port = TestSocketUtils.findAvailableTcpPort();

	@TempDir
	private static Path directory;

	/**
	 * Creates the tests.
	 * @param application the main class of the sample
	 * @param readme the requests and their statuses
	 * @param built arguments of build time, which need not be those of run time
	 */
	protected AheadOfTimeTests(Class<?> application, ReadmeSection readme, String... built) {
		this.application = application;
		this.readme = readme;
		this.built = built;
	}

	@TestFactory
	Stream<DynamicTest> requestWhenSentThenStatusAsPrinted() throws Exception {
		RunningApplication running = run(this.port, process(this.built), EXPOSED, DENY);
		DynamicTest env = dynamicTest("/actuator/env", () -> assertThat(status("/actuator/env")).isEqualTo(403));
		assertThat(this.readme.requests()).hasSizeGreaterThan(12);
		return Stream.concat(this.readme.statusTests(this.port), Stream.of(env)).onClose(running::close);
	}

	/**
	 * What the sample logs when it refuses to start.
	 * @param built an argument of build time
	 * @param arguments the configuration of run time
	 */
	protected final String failure(String built, String... arguments) throws IOException, InterruptedException {
		return process(built).fail(arguments);
	}

	/**
	 * What a native image of the sample keeps.
	 * @param built arguments of build time
	 * @return the metadata as JSON
	 */
	protected final String reachabilityMetadata(String... built) throws IOException, InterruptedException {
		return process(built).reachabilityMetadata();
	}

	/** Arguments that several tests ask for are processed once. */
	final ProcessedApplication process(String... arguments) throws IOException, InterruptedException {
		List<String> key = List.of(arguments);
		ProcessedApplication available = this.processed.get(key);
		if (available == null) {
			Path folder = directory.resolve("application" + this.processed.size());
			available = ProcessedApplication.of(this.application, Files.createDirectory(folder), arguments);
			this.processed.put(key, available);
		}
		return available;
	}

	/**
	 * What a sample needs to answer at another port than usual.
	 * @param port the port
	 * @return arguments of run time
	 */
	protected List<String> argumentsFor(int port) throws IOException {
		return List.of("--server.port=" + port);
	}

	final RunningApplication run(ProcessedApplication application, String... arguments) throws IOException {
		return run(this.port, application, arguments);
	}

	/** Has all keys, so that health is up, when it returns. */
	final RunningApplication run(int healthPort, ProcessedApplication application, String... arguments)
			throws IOException {
		RunningApplication running = application
			.run(Stream.concat(argumentsFor(this.port).stream(), Stream.of(arguments)).toArray(String[]::new));
		try {
			Awaitility.await()
				.atMost(Duration.ofMinutes(2))
				.failFast(() -> assertThat(running.process().isAlive()).as(running::output).isTrue())
				.ignoreExceptions()
				.until(() -> status(healthPort, "/actuator/health") == 200);
		}
		catch (Throwable ex) {
			running.close();
			throw ex;
		}
		return running;
	}

	final int status(String path) {
		return status(this.port, path);
	}

	static int status(int port, String path) {
		return RestClient.create("http://localhost:" + port)
			.get()
			.uri(path)
			.exchangeForRequiredValue((request, response) -> response.getStatusCode().value());
	}

}
