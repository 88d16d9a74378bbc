package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.microgate.jwks.JwksServer;
import io.microgate.jwks.TestSigningKey;
import io.microgate.runtime.RunningConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Requests with a token that was seen before.
 */
@Tag("server")
abstract class RememberedTokenTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final TestStack stack;

	private final TestSigningKey key = TestSigningKey.ec("good", "secp256r1");

	private final JwksServer server = JwksServer.start().withKeys(List.of(this.key));

	RememberedTokenTests(TestStack stack) {
		this.stack = stack;
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private KeyApplication start(Path directory) throws IOException {
		String spec = KeyApplication.remote(this.server.uri(), "30s", "{unknownKeyCooldown: 1ms}");
		KeyApplication application = KeyApplication.startClocked(this.stack, directory,
				Map.of("first", spec, "second", spec));
		await().atMost(PATIENCE)
			.until(() -> application.source("first").keys() != null && application.source("second").keys() != null);
		return application;
	}

	private static long hits(KeyApplication application, String jwt) {
		return application.bean(RunningConfiguration.class).current().jwtRules().get(jwt).verifier().cache().hits();
	}

	@Test
	void requestWhenTokenIsSentAgainThenVerifiedOnceForEachJwt(@TempDir Path directory) throws IOException {
		try (KeyApplication application = start(directory)) {
			String token = KeyApplication.token(this.key);
			for (String jwt : List.of("first", "second")) {
				for (int i = 0; i < 3; i++) {
					assertThat(application.status(jwt, token)).isEqualTo(200);
				}
				assertThat(hits(application, jwt)).isEqualTo(this.stack.forgetful() ? 0 : 2);
			}
		}
	}

	@Test
	void requestWhenTokenHasExpiredThenRefused(@TempDir Path directory) throws IOException {
		try (KeyApplication application = start(directory)) {
			long expiry = application.clock().instant().getEpochSecond() + 60;
			String token = this.key.token("ES256",
					"{\"iss\":\"https://issuer.example\",\"sub\":\"alice\",\"exp\":%d}".formatted(expiry));
			assertThat(application.status("first", token)).isEqualTo(200);
			application.clock().advance(Duration.ofSeconds(120));
			assertThat(application.status("first", token)).isEqualTo(200);
			application.clock().advance(Duration.ofMillis(1));
			assertThat(application.status("first", token)).isEqualTo(401);
		}
	}

	@Test
	void requestWhenKeyHasLeftTheSetThenRefusedAtOnce(@TempDir Path directory) throws IOException {
		try (KeyApplication application = start(directory)) {
			TestSigningKey next = TestSigningKey.ec("next", "secp256r1");
			String token = KeyApplication.token(this.key);
			assertThat(application.status("first", token)).isEqualTo(200);
			assertThat(application.status("second", token)).isEqualTo(200);
			this.server.withKeys(List.of(next));
			assertThat(application.status("first", KeyApplication.token(next))).isEqualTo(200);
			assertThat(application.status("first", token)).isEqualTo(401);
			assertThat(application.status("second", token)).isEqualTo(200);
		}
	}

}
