package io.microgate.test.refusal;

import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureTestRestTemplate;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;

/**
 * Tests for {@link RefusalMessageTests} of Spring MVC on Tomcat.
 */
@SpringBootTest(classes = RefusalApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { RefusalApplication.CONFIGURATION, "spring.main.web-application-type=servlet" })
@AutoConfigureWebTestClient
@AutoConfigureRestTestClient
@AutoConfigureTestRestTemplate
class ServletPortRefusalMessageTests extends RefusalMessageTests {

	@Override
	int expectedClients() {
		return 3;
	}

}
