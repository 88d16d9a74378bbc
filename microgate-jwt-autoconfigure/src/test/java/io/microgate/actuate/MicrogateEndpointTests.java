package io.microgate.actuate;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.coverage.CoverageRow;
import io.microgate.coverage.CoverageStatus;
import io.microgate.coverage.CoveredConfiguration;
import io.microgate.coverage.CoveredConfiguration.Unmatched;
import io.microgate.coverage.DefaultRouteCoverage;
import io.microgate.coverage.Mapping;
import io.microgate.coverage.RouteCoverage;
import io.microgate.runtime.ConfigurationCompiler;
import io.microgate.runtime.RunningConfiguration;
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
	void configurationWhenReadThenWarningsRoutesDigestPoliciesAndCoverage() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("microgate.routes.bookstore.paths[0]", "/open/**",
							"microgate.access-control-policies.open.target-refs[0].name", "bookstore",
							"microgate.access-control-policies.open.policies[0].authorization", "")));
		CheckedConfiguration configuration = CheckedConfiguration.read(environment, List.of());
		RouteCoverage coverage = new DefaultRouteCoverage(
				() -> new CoveredConfiguration(Map.of(), Map.of(), Map.of(), Map.of(), Unmatched.REFUSED),
				() -> List.of(new Mapping("", "/books", true, Set.of("GET"), Set.of(), List.of(), "books", false)),
				List::of, List::of);
		MicrogateEndpoint endpoint = new MicrogateEndpoint(
				new RunningConfiguration(configuration,
						new ConfigurationCompiler(new DefaultResourceLoader(), null, Clock.systemUTC(), List.of())),
				coverage, null);
		assertThat(configuration.warnings()).hasSize(1);
		assertThat(endpoint.configuration()).isEqualTo(new MicrogateEndpoint.Configuration(configuration.warnings(),
				List.of("bookstore"), configuration.canonical().digest(), Map.of(), coverage.rows(), List.of(), null));
		assertThat(endpoint.configuration().coverage()).singleElement()
			.extracting(CoverageRow::standing)
			.isEqualTo(CoverageStatus.UNMATCHED);
	}

}
