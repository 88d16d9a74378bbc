package io.microgate.test;

import io.microgate.runtime.RunningConfiguration;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for slices of the reactive stack, with providers of every kind, none of which can
 * be reached or read.
 */
@WebFluxTest(properties = "spring.config.import=classpath:providers.yml")
@ContextConfiguration(classes = Shop.class)
@ExtendWith(OutputCaptureExtension.class)
class WebFluxSliceTests {

	private static final SilentPort PORT = new SilentPort();

	@Autowired
	private WebTestClient client;

	@Autowired
	private TestTokens tokens;

	@Autowired
	private RunningConfiguration configuration;

	@Autowired
	private ApplicationContext context;

	@DynamicPropertySource
	static void port(DynamicPropertyRegistry properties) {
		properties.add("keys.port", PORT::number);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https", "http", "discovery", "pinned", "disabled", "bundle", "authenticated", "proxied",
			"local", "manifest" })
	void requestWhenKeysOfProviderThenDecided(String jwt) {
		String path = "/books/" + jwt;
		this.client.get().uri(path).exchange().expectStatus().isUnauthorized();
		this.client.mutateWith(this.tokens.forJwt(jwt).forWebTestClient())
			.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk();
		assertThat(PORT.isConnected()).isFalse();
	}

	@Test
	void startWhenSliceThenSaysNothing(CapturedOutput output) {
		assertThat(this.configuration.warnings()).isEmpty();
		assertThat(output.toString().lines()).filteredOn((line) -> line.contains(" main]"))
			.isNotEmpty()
			.noneMatch((line) -> line.contains(" WARN ") || line.contains(" ERROR "));
		assertThat(this.context.containsBean("microgateCoverageLog")).isFalse();
	}

}
