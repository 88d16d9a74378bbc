package io.microgate.test;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link MockClientCheck}.
 */
class MockClientCheckTests {

	@ParameterizedTest
	@ValueSource(classes = { RestTestClient.class, WebTestClient.class })
	void clientWhenPastAllFiltersThenRefused(Class<?> client) {
		assertThatException().isThrownBy(() -> context(WithoutMockMvc.class).getBean(client))
			.havingRootCause()
			.withMessageContaining(client.getSimpleName() + " sends its requests past all filters")
			.withMessageContaining("Add @AutoConfigureMockMvc");
	}

	@ParameterizedTest
	@ValueSource(classes = { RestTestClient.class, WebTestClient.class })
	void clientWhenMicrogateIsSwitchedOffThenLeftAlone(Class<?> client) {
		assertThat(context(WithoutMicrogate.class).getBean(client)).isNotNull();
	}

	private static ApplicationContext context(Class<?> test) {
		return new TestContextManager(test).getTestContext().getApplicationContext();
	}

	@SpringBootTest(classes = Shop.class, properties = "spring.main.lazy-initialization=true")
	@AutoConfigureMicrogateJwt
	@AutoConfigureWebTestClient
	@AutoConfigureRestTestClient
	static class WithoutMockMvc {

	}

	@SpringBootTest(classes = Shop.class,
			properties = { "spring.main.lazy-initialization=true", "microgate.enabled=false" })
	@AutoConfigureMicrogateJwt
	@AutoConfigureWebTestClient
	@AutoConfigureRestTestClient
	static class WithoutMicrogate {

	}

}
