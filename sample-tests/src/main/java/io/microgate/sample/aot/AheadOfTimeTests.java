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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * A sample that was processed ahead of time gives the verdicts of the configuration that
 * it is run with, and does not start where it cannot.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AheadOfTimeTests {

	private static final String EXPOSED = "--management.endpoints.web.exposure.include=health,env,microgate";

	private static final String PASS = "--microgate.unmatched-requests=pass";

	private static final String DENY = "--microgate.unmatched-requests=deny";

	private final Class<?> application;

	private final Map<List<String>, ProcessedApplication> processed = new HashMap<>();

	private final int port = TestSocketUtils.findAvailableTcpPort();

	private final int managementPort = TestSocketUtils.findAvailableTcpPort();

	@TempDir
	private static Path directory;

	protected AheadOfTimeTests(Class<?> application) {
		this.application = application;
	}

	@TestFactory
	Stream<DynamicTest> requestWhenRunAsBuiltThenVerdictsOfReadme() throws Exception {
		RunningApplication running = run(this.port, process(EXPOSED), EXPOSED);
		DynamicTest env = dynamicTest("/actuator/env", () -> assertThat(status("/actuator/env")).isEqualTo(403));
		return Stream
			.concat(ReadmeSection.of(Path.of("../README.md"), "The sample").statusTests(this.port), Stream.of(env))
			.onClose(running::close);
	}

	@Test
	void requestWhenMorePassesThanAtBuildThenConfigurationOfRunTimeDecides() throws Exception {
		try (RunningApplication running = run(this.port, process(EXPOSED), EXPOSED, PASS,
				"--microgate.routes.drafts.paths=/books/drafts",
				"--microgate.access-control-policies.drafts.target-refs[0].name=drafts",
				"--microgate.access-control-policies.drafts.policies[0].authorization=",
				"--microgate.access-control-policies.basket.policies[0].authorization.deny=")) {
			assertThat(status("/books/drafts")).as(running::output).isEqualTo(200);
			assertThat(status("/books/1")).isEqualTo(401);
			assertThat(status("/basket")).isEqualTo(403);
			assertThat(status("/elsewhere")).isEqualTo(404);
			assertThat(status("/actuator/env")).isEqualTo(200);
			assertThat(status("/actuator/microgate")).isEqualTo(200);
		}
	}

	@Test
	void requestWhenLessPassesThanAtBuildThenRefusedOnBothPorts() throws Exception {
		ProcessedApplication processed = process(EXPOSED, PASS, "--management.server.port=0");
		try (RunningApplication running = run(this.managementPort, processed,
				"--management.endpoints.web.exposure.include=*", DENY,
				"--management.server.port=" + this.managementPort)) {
			assertThat(status("/elsewhere")).as(running::output).isEqualTo(403);
			assertThat(status("/books")).isEqualTo(200);
			assertThat(status("/actuator/health")).isEqualTo(403);
			assertThat(status(this.managementPort, "/actuator/env")).isEqualTo(403);
			assertThat(status(this.managementPort, "/actuator/beans")).isEqualTo(403);
		}
	}

	@Test
	void startWhenSwitchedOffAfterBuildThenFails() throws Exception {
		assertThat(process(EXPOSED).fail("--microgate.enabled=off")).contains("APPLICATION FAILED TO START",
				"microgate.enabled: 'true' at build time, 'false' now");
	}

	@Test
	void startWhenSwitchedOnAfterBuildThenFails() throws Exception {
		assertThat(process("--microgate.enabled=no").fail()).contains("APPLICATION FAILED TO START",
				"microgate.enabled: 'false' at build time, 'true' now");
	}

	/** Those that several tests run are processed once. */
	private ProcessedApplication process(String... arguments) throws IOException, InterruptedException {
		List<String> key = List.of(arguments);
		ProcessedApplication available = this.processed.get(key);
		if (available == null) {
			Path folder = directory.resolve("application" + this.processed.size());
			available = ProcessedApplication.of(this.application, Files.createDirectory(folder), arguments);
			this.processed.put(key, available);
		}
		return available;
	}

	/** Has all keys, so that health is up, when it returns. */
	private RunningApplication run(int healthPort, ProcessedApplication application, String... arguments)
			throws IOException {
		RunningApplication running = application
			.run(Stream.concat(Stream.of("--server.port=" + this.port), Stream.of(arguments)).toArray(String[]::new));
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

	private int status(String path) {
		return status(this.port, path);
	}

	private static int status(int port, String path) {
		return RestClient.create("http://localhost:" + port)
			.get()
			.uri(path)
			.exchangeForRequiredValue((request, response) -> response.getStatusCode().value());
	}

}
