package io.microgate.jwks;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FetchTarget}.
 */
class FetchTargetTests {

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:8080/jwks", "https://LOCALHOST/jwks", "http://127.0.0.1/jwks",
			"http://127.1.2.3:1/jwks", "http://[::1]:8080/jwks" })
	void isLoopbackWhenHostIsThisMachineThenTrue(String uri) {
		assertThat(FetchTarget.isLoopback(uri)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost.example.com/jwks", "http://idp.example.com/localhost",
			"http://127.0.0.1.example.com/jwks", "http://10.127.0.1/jwks", "http://[::2]/jwks",
			"http://my_localhost/jwks" })
	void isLoopbackWhenHostIsAnotherThenFalse(String uri) {
		assertThat(FetchTarget.isLoopback(uri)).isFalse();
	}

}
