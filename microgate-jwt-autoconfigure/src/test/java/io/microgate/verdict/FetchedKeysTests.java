package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.microgate.jwks.TestApiServer;
import io.microgate.jwks.TestProxy;
import io.microgate.jwks.TestSigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Requests whose keys are behind everything at once: discovery, a private certificate, a
 * bearer token and a proxy with a password.
 */
@Tag("server")
abstract class FetchedKeysTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final TestStack stack;

	private final TestSigningKey key = TestSigningKey.ec("good", "secp256r1");

	private final TestSigningKey stranger = TestSigningKey.ec("stranger", "secp256r1");

	private final TestProxy proxy = TestProxy.start().requiring("microgate", "s3cret");

	private TestApiServer provider;

	private KeyApplication application;

	FetchedKeysTests(TestStack stack) {
		this.stack = stack;
	}

	@BeforeEach
	void start(@TempDir Path directory) throws IOException {
		Path files = Files.createDirectory(directory.resolve("files"));
		this.provider = TestApiServer.start(files, this.key);
		Files.writeString(files.resolve("username"), "microgate");
		Files.writeString(files.resolve("password"), "s3cret");
		this.application = KeyApplication.start(this.stack, directory,
				Map.of("good", spec(TestApiServer.ISSUER, "files"), "other", spec(TestApiServer.ISSUER + "/", "files"),
						"none", spec(TestApiServer.ISSUER, "empty")),
				PATIENCE, Map.of("microgate.secrets.files", "file:" + files, "microgate.secrets.empty",
						"file:" + Files.createDirectory(directory.resolve("empty"))));
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.provider.close();
		this.proxy.close();
	}

	private String spec(String issuer, String token) {
		return """
				{provider: {remote: {uri: "%s", tls: {certificateVerification: {custom: {trustedCA: {certificates: [{secretRef: {name: files}}]}}}}}}, \
				extensions: {discovery: {issuer: "%s"}, request: {bearerToken: {secretRef: {name: %s}}, \
				proxy: {uri: "%s", secretRef: {name: files}}}}}"""
			.formatted(this.provider.uri(), issuer, token, this.proxy.uri());
	}

	private int status(String route, TestSigningKey signer) {
		return this.application.status(route, KeyApplication.token(signer));
	}

	private String error(String name) {
		await().atMost(PATIENCE).until(() -> this.application.source(name).state().lastError() != null);
		return this.application.source(name).state().lastError();
	}

	@Test
	void requestWhenKeysCanBeFetchedThenVerdictByThem() {
		assertThat(status("good", this.key)).isEqualTo(200);
		assertThat(status("good", this.stranger)).isEqualTo(401);
		assertThat(this.proxy.requests()).isNotEmpty().allMatch((request) -> request.startsWith("CONNECT localhost:"));
	}

	@Test
	void requestWhenKeysCannotBeFetchedThenUnavailableAndStateSaysWhy() {
		assertThat(status("other", this.key)).isEqualTo(503);
		assertThat(error("other")).contains("They differ in the slash at the end", this.provider.uri());
		assertThat(status("none", this.key)).isEqualTo(503);
		assertThat(error("none")).isEqualTo("'token' of secret 'empty' is absent (%s)".formatted(this.provider.uri()));
	}

}
