package io.microgate.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.microgate.jwks.JwksState;
import io.microgate.runtime.RunningConfiguration;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeysFromMemory} in a slice, with providers of every kind, none of
 * which can be reached or read.
 */
@WebMvcTest(properties = "spring.config.import=classpath:providers.yml")
@ContextConfiguration(classes = Shop.class, initializers = KeysFromMemoryTests.FileRecorder.class)
@ExtendWith(OutputCaptureExtension.class)
class KeysFromMemoryTests {

	private static final SilentPort PORT = new SilentPort();

	private static final List<String> FILES = new CopyOnWriteArrayList<>();

	@Autowired
	private MockMvcTester mvc;

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
		assertThat(this.mvc.get().uri(path)).hasStatus(401);
		assertThat(this.mvc.get().uri(path).with(this.tokens.forJwt(jwt).forMockMvc())).hasStatusOk();
		assertThat(this.mvc.get().uri(path).with(this.tokens.forJwt(jwt).signedByStranger().forMockMvc()))
			.hasStatus(401);
		assertThat(this.mvc.get().uri(path).with(this.tokens.forJwt(jwt).expired().forMockMvc())).hasStatus(401);
	}

	@Test
	void startWhenProvidersCannotBeUsedThenSaysNothing(CapturedOutput output) {
		assertThat(this.configuration.warnings()).isEmpty();
		assertThat(output.toString().lines()).filteredOn((line) -> line.contains(" main]"))
			.isNotEmpty()
			.noneMatch((line) -> line.contains(" WARN ") || line.contains(" ERROR "));
	}

	@Test
	void startWhenProvidersCannotBeUsedThenConnectsAndReadsNothing() {
		assertThat(this.configuration.keySources()).hasSize(10);
		assertThat(this.configuration.keySources().values()).allMatch(JwksState::usable);
		assertThat(PORT.isConnected()).isFalse();
		assertThat(FILES).noneMatch((file) -> file.contains("no/such/directory"));
	}

	@Test
	void startWhenSliceThenLogsNoCoverage() {
		assertThat(this.context.containsBean("microgateRouteCoverage")).isTrue();
		assertThat(this.context.containsBean("microgateCoverageLog")).isFalse();
	}

	static final class FileRecorder implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			context.addProtocolResolver((location, loader) -> {
				FILES.add(location);
				return null;
			});
		}

	}

}
