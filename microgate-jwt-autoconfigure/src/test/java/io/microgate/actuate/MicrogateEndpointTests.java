package io.microgate.actuate;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.coverage.CoverageRow;
import io.microgate.coverage.CoveredConfiguration;
import io.microgate.coverage.CoveredConfiguration.Unmatched;
import io.microgate.coverage.Mapping;
import io.microgate.coverage.RouteCoverage;
import io.microgate.coverage.Standing;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MicrogateEndpoint}.
 */
class MicrogateEndpointTests {

	@Test
	void configurationWhenReadThenWarningsRoutesDigestPoliciesAndCoverage() {
		RouteCoverage coverage = new RouteCoverage(
				() -> new CoveredConfiguration(Map.of(), Map.of(), Map.of(), Unmatched.REFUSED),
				() -> List.of(new Mapping("", "/books", true, Set.of("GET"), Set.of(), List.of(), "books", false)),
				List::of, List::of);
		MicrogateEndpoint endpoint = new MicrogateEndpoint(List.of("'/open' is open"), List.of("bookstore", "other"),
				"5e6f", coverage);
		assertThat(endpoint.configuration()).isEqualTo(new MicrogateEndpoint.Configuration(List.of("'/open' is open"),
				List.of("bookstore", "other"), "5e6f", Map.of(), coverage.rows(), List.of()));
		assertThat(endpoint.configuration().coverage()).singleElement()
			.extracting(CoverageRow::standing)
			.isEqualTo(Standing.UNMATCHED);
	}

}
