package io.microgate.test;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test of a whole application without {@link AutoConfigureMicrogateJwt} has the keys of
 * its providers.
 */
@SpringBootTest(classes = Shop.class,
		properties = { "microgate.jwts.shop.expiration-required=true",
				"microgate.jwts.shop.require-any[0].jwks-ref.name=idp",
				"microgate.jwks.idp.provider.remote.uri=http://127.0.0.1:${keys.port}/jwks" })
@DirtiesContext
class RealKeysTests {

	private static final SilentPort PORT = new SilentPort();

	@Autowired
	private ApplicationContext context;

	@DynamicPropertySource
	static void port(DynamicPropertyRegistry properties) {
		properties.add("keys.port", PORT::number);
	}

	@Test
	void startWhenNotAnnotatedThenFetchesKeys() {
		Awaitility.await().until(PORT::isConnected);
		assertThat(this.context.containsBean("microgateTestKeys")).isFalse();
	}

}
