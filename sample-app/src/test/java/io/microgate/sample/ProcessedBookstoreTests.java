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
	void startWhenConfigurationIsWrongAndBeansAreLazyThenReported() throws Exception {
		assertThat(failure(EXPOSED, "--spring.main.lazy-initialization=true", "--microgate.enabled=flase",
				"--microgate.routes.basket.paths=basket"))
			.contains("APPLICATION FAILED TO START", "must be a boolean", "microgate.routes.basket.paths");
	}

}
