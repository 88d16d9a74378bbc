package io.microgate.sample;

import java.io.IOException;

import io.microgate.sample.aot.BookstoreAheadOfTimeTests;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample after ahead-of-time processing, answered by Tomcat.
 */
class ProcessedBookstoreTests extends BookstoreAheadOfTimeTests {

	ProcessedBookstoreTests() throws IOException {
		super(BookstoreApplication.class);
	}

	@Test
	void startWhenSwitchedOnAfterBuildThenFails() throws Exception {
		assertThat(failure("--microgate.enabled=no")).contains("APPLICATION FAILED TO START",
				"microgate.enabled: 'false' at build time, 'true' now");
	}

	@Test
	void startWhenProfileIsOfBuildOnlyThenFails() throws Exception {
		String explorer = "--spring.profiles.active=explorer";
		assertThat(failure(explorer, "--spring.profiles.active=prod")).contains("APPLICATION FAILED TO START",
				"spring.profiles.active: 'explorer' was active at build time and stays so, but is not named now");
		assertThat(failure(explorer, explorer, "--microgate.explorer.enabled=false"))
			.contains("APPLICATION FAILED TO START", "microgate.explorer.enabled: 'true' at build time, 'false' now")
			.doesNotContain("spring.profiles.active: '");
	}

	@Test
	void startWhenExplorerIsSwitchedOnAfterBuildThenFails() throws Exception {
		assertThat(failure(EXPOSED, "--microgate.explorer.enabled=true")).contains("APPLICATION FAILED TO START",
				"microgate.explorer.enabled: 'false' at build time, 'true' now");
	}

	@Test
	void startWhenConfigurationIsWrongAndBeansAreLazyThenReported() throws Exception {
		assertThat(failure(EXPOSED, "--spring.main.lazy-initialization=true", "--microgate.enabled=flase",
				"--microgate.routes.basket.paths=basket"))
			.contains("APPLICATION FAILED TO START", "must be a boolean", "microgate.routes.basket.paths");
	}

}
