package io.microgate.sample.aot;

import java.io.IOException;
import java.nio.file.Path;

import io.microgate.sample.aot.ProcessedApplication.RunningApplication;
import io.microgate.sample.readme.ReadmeSection;
import org.junit.jupiter.api.Test;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bookstore that was processed ahead of time gives the verdicts of the configuration
 * that it is run with, and does not start where it cannot.
 */
public abstract class BookstoreAheadOfTimeTests extends AheadOfTimeTests {

	private final int managementPort = TestSocketUtils.findAvailableTcpPort();

	protected BookstoreAheadOfTimeTests(Class<?> application) throws IOException {
		super(application, ReadmeSection.of(Path.of("../docs/tutorial/protect-a-bookstore.md"), "Send requests"),
				EXPOSED);
	}

	@Test
	void requestWhenMorePassesThanAtBuildThenConfigurationOfRunTimeDecides() throws Exception {
		try (RunningApplication running = run(process(EXPOSED), EXPOSED, PASS,
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
		try (RunningApplication running = run(this.managementPort, processed, DENY,
				"--management.endpoints.web.exposure.include=*", "--management.server.port=" + this.managementPort)) {
			assertThat(status("/elsewhere")).as(running::output).isEqualTo(403);
			assertThat(status("/books")).isEqualTo(200);
			assertThat(status("/actuator/health")).isEqualTo(403);
			assertThat(status(this.managementPort, "/actuator/env")).isEqualTo(403);
			assertThat(status(this.managementPort, "/actuator/beans")).isEqualTo(403);
		}
	}

	@Test
	void startWhenSwitchedOffAfterBuildThenFails() throws Exception {
		assertThat(failure(EXPOSED, "--microgate.enabled=off")).contains("APPLICATION FAILED TO START",
				"microgate.enabled: 'true' at build time, 'false' now");
	}

}
