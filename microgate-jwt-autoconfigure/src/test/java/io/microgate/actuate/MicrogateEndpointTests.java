package io.microgate.actuate;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MicrogateEndpoint}.
 */
class MicrogateEndpointTests {

	@Test
	void configurationWhenReadThenWarningsRoutesAndDigest() {
		MicrogateEndpoint endpoint = new MicrogateEndpoint(List.of("'/open' is open"), List.of("bookstore", "other"),
				"5e6f");
		assertThat(endpoint.configuration()).isEqualTo(
				new MicrogateEndpoint.Configuration(List.of("'/open' is open"), List.of("bookstore", "other"), "5e6f"));
	}

}
