package io.microgate.test.refusal;

import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureTestRestTemplate;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;

/**
 * Tests for {@link RefusalMessageTests} of WebFlux on Netty.
 */
@SpringBootTest(classes = RefusalApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { RefusalApplication.CONFIGURATION, "spring.main.web-application-type=reactive" })
@AutoConfigureWebTestClient
@AutoConfigureTestRestTemplate
class ReactivePortRefusalMessageTests extends RefusalMessageTests {

	@Override
	int expectedClients() {
		return 2;
	}

}
