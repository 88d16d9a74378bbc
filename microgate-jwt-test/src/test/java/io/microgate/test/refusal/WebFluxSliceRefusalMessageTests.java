package io.microgate.test.refusal;

import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * Tests for messages in {@code @WebFluxTest}.
 */
@WebFluxTest(properties = RefusalApplication.CONFIGURATION)
@ContextConfiguration(classes = RefusalApplication.class)
class WebFluxSliceRefusalMessageTests extends RefusalMessageTests {

	@Override
	String hostWithoutAnnotation() {
		return "none";
	}

	@Override
	int expectedClients() {
		return 1;
	}

}
