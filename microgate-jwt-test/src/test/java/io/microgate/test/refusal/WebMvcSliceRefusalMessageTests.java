package io.microgate.test.refusal;

import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * Tests for messages in {@code @WebMvcTest}.
 */
@WebMvcTest(properties = RefusalApplication.CONFIGURATION)
@ContextConfiguration(classes = RefusalApplication.class)
class WebMvcSliceRefusalMessageTests extends RefusalMessageTests {

	@Override
	int expectedClients() {
		return 2;
	}

}
