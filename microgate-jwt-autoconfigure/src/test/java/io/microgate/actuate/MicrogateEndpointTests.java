package io.microgate.actuate;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.running.ConfigurationCompiler;
import io.microgate.running.RunningConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MicrogateEndpoint}.
 */
class MicrogateEndpointTests {

	@Test
	void configurationWhenReadThenWarningsRoutesAndDigest() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("microgate.routes.bookstore.paths[0]", "/open/**",
							"microgate.access-control-policies.open.target-refs[0].name", "bookstore",
							"microgate.access-control-policies.open.policies[0].authorization", "")));
		CheckedConfiguration configuration = CheckedConfiguration.read(environment, List.of());
		MicrogateEndpoint endpoint = new MicrogateEndpoint(new RunningConfiguration(configuration,
				new ConfigurationCompiler(new DefaultResourceLoader(), null, Clock.systemUTC(), List.of())));
		assertThat(configuration.warnings()).hasSize(1);
		assertThat(endpoint.configuration()).isEqualTo(new MicrogateEndpoint.Configuration(configuration.warnings(),
				List.of("bookstore"), configuration.canonical().digest()));
	}

}
