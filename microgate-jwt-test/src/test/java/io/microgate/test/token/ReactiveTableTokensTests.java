package io.microgate.test.token;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * {@link TableTokensTests} with a WebTestClient.
 */
@SpringBootTest(classes = ReactiveTableTokensTests.Application.class,
		properties = "spring.main.web-application-type=reactive")
@AutoConfigureWebTestClient
class ReactiveTableTokensTests extends TableTokensTests {

	@Autowired
	private WebTestClient client;

	@Override
	int send(String path, TestToken token) {
		return this.client.mutateWith(token.forWebTestClient())
			.get()
			.uri(path)
			.exchange()
			.returnResult(Void.class)
			.getStatus()
			.value();
	}

	@EnableAutoConfiguration
	@Import(Decisions.class)
	static class Application {

	}

}
