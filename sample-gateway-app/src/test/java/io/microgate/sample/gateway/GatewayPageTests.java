package io.microgate.sample.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.microgate.sample.readme.ReadmeSection;
import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.GoodToken;
import io.microgate.test.token.TestToken;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static io.microgate.test.refusal.MicrogateAssertions.assertThatDecision;

/**
 * The test that the guide for gateways shows, with its YAML.
 */
class GatewayPageTests {

	@Nested
	@ContextConfiguration(classes = Gateway.class, initializers = Page.class)
	@TestPropertySource(properties = "spring.config.location=optional:classpath:/none/")
	@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
	@AutoConfigureMicrogateJwt
	@AutoConfigureWebTestClient
	class OrdersPolicyTests {

		@Test
		void ordersWhenTokenIsGoodThenAllowed(@Autowired WebTestClient client,
				@GoodToken(jwt = "example-jwt") TestToken token) {
			WebTestClient shop = client.mutateWith(token.forWebTestClient());
			assertThatDecision(shop.get().uri("/shop/orders/1").exchange().returnResult()).isAllowed();
			assertThatDecision(client.get().uri("/shop/orders/1").exchange().returnResult()).isRefused();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Gateway {

	}

	static class Page implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			try {
				String yaml = ReadmeSection
					.of(Path.of("../docs/how-to/protect-a-gateway.md"), "Protect a Spring Cloud Gateway")
					.block("yaml")
					.replace("orders.internal:8080", "localhost:1");
				new YamlPropertySourceLoader()
					.load("page", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
					.forEach(context.getEnvironment().getPropertySources()::addLast);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
