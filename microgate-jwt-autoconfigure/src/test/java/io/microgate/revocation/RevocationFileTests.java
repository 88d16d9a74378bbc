package io.microgate.revocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.microgate.PageBlock;
import io.microgate.decision.DenyReason;
import io.microgate.secret.SecretFile;
import io.microgate.secret.Secrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RevocationFile}: how it follows its file.
 */
@ExtendWith(OutputCaptureExtension.class)
class RevocationFileTests {

	private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);

	private static final Map<String, Object> TOKEN = Map.of("iss", "a", "jti", "secret-jti");

	private static final String LISTED = "{\"revoked\": [{\"iss\": \"a\", \"jti\": \"secret-jti\"}]}";

	private static final String NONE = "{\"revoked\": []}";

	@TempDir
	private Path directory;

	private RevocationFile file;

	@AfterEach
	void close() {
		if (this.file != null) {
			this.file.timer().close();
		}
	}

	private void write(String text) throws IOException {
		Files.writeString(this.directory.resolve("revoked.json"), text);
	}

	private RevocationFile read() {
		this.file = new RevocationFile("stolen",
				new DefaultResourceLoader().getResource(this.directory.toUri() + SecretFile.REVOKED_TOKENS.fileName()),
				CLOCK);
		this.file.read();
		return this.file;
	}

	@Test
	void checkWhenFileIsAbsentAtStartThenUnavailableUntilItIsThere(CapturedOutput output) throws IOException {
		RevocationFile absent = read();
		absent.read();
		assertThat(absent.check(TOKEN)).isEqualTo(DenyReason.REVOCATION_UNAVAILABLE);
		assertThat(absent.state())
			.isEqualTo(new RevocationState(null, null, "'revoked.json' of secret 'stolen' is absent"));
		assertThat(output.getAll().split("is absent\\. Tokens of the JWTs that use it get 503", -1)).hasSize(2);
		write(LISTED);
		absent.read();
		assertThat(absent.check(TOKEN)).isEqualTo(DenyReason.TOKEN_REVOKED);
		assertThat(absent.check(Map.of("iss", "a"))).isNull();
		assertThat(absent.state()).isEqualTo(new RevocationState(1, CLOCK.instant(), null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{\"revoked\": [", "{}", "[]", "{\"revoked\": [{\"iss\": \"a\"}]}" })
	void checkWhenFileIsInvalidAtStartThenUnavailable(String text) throws IOException {
		write(text);
		assertThat(read().check(TOKEN)).isEqualTo(DenyReason.REVOCATION_UNAVAILABLE);
		assertThat(this.file.state().entries()).isNull();
		assertThat(this.file.state().lastError()).startsWith("'revoked.json' of secret 'stolen' ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{\"revoked\": [", "{}", "[]", "{\"revoked\": [{\"iss\": \"secret-jti\"}]}" })
	void checkWhenFileBecomesInvalidThenLastGoodUntilItIsCorrected(String text, CapturedOutput output)
			throws IOException {
		write(LISTED);
		RevocationFile broken = read();
		write(text);
		broken.read();
		broken.read();
		assertThat(broken.check(TOKEN)).isEqualTo(DenyReason.TOKEN_REVOKED);
		assertThat(broken.check(Map.of("iss", "a", "jti", "other"))).isNull();
		assertThat(broken.state().entries()).isOne();
		assertThat(broken.state().lastError()).startsWith("'revoked.json' of secret 'stolen' ");
		assertThat(output.getAll().split("The entries that were last read stay in force", -1)).hasSize(2);
		assertThat(output.getAll()).doesNotContain("secret-jti");
		write(NONE);
		broken.read();
		assertThat(broken.check(TOKEN)).isNull();
		assertThat(broken.state()).isEqualTo(new RevocationState(0, CLOCK.instant(), null));
	}

	@Test
	void checkWhenFileIsGoneThenLastGood() throws IOException {
		write(LISTED);
		RevocationFile gone = read();
		Files.delete(this.directory.resolve("revoked.json"));
		gone.read();
		assertThat(gone.check(TOKEN)).isEqualTo(DenyReason.TOKEN_REVOKED);
		assertThat(gone.state().lastError()).isEqualTo("'revoked.json' of secret 'stolen' is absent");
	}

	@Test
	void checkWhenOtherSecretIsMountedByLinkThenNewEntries() throws IOException {
		Path first = Files.createDirectory(this.directory.resolve("..first"));
		Path second = Files.createDirectory(this.directory.resolve("..second"));
		Files.writeString(first.resolve("revoked.json"), NONE);
		Files.writeString(second.resolve("revoked.json"), LISTED);
		Path data = Files.createSymbolicLink(this.directory.resolve("..data"), first.getFileName());
		Files.createSymbolicLink(this.directory.resolve("revoked.json"), Path.of("..data", "revoked.json"));
		RevocationFile mounted = read();
		assertThat(mounted.check(TOKEN)).isNull();
		Path next = Files.createSymbolicLink(this.directory.resolve("..data_tmp"), second.getFileName());
		Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
		mounted.read();
		assertThat(mounted.check(TOKEN)).isEqualTo(DenyReason.TOKEN_REVOKED);
	}

	@Test
	void startWhenFileChangesThenInForceWithoutBeingAskedAndNotAfterClose() throws IOException {
		write(NONE);
		RevocationFile started = read();
		started.start(Duration.ofMillis(20));
		assertThat(started.check(TOKEN)).isNull();
		write(LISTED);
		await().atMost(Duration.ofSeconds(30)).until(() -> started.check(TOKEN) == DenyReason.TOKEN_REVOKED);
		write("{");
		await().atMost(Duration.ofSeconds(30)).until(() -> started.state().lastError() != null);
		assertThat(started.check(TOKEN)).isEqualTo(DenyReason.TOKEN_REVOKED);
		started.timer().close();
		assertThat(RevocationFile.INTERVAL).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void recompileWhenFileIsTheSameThenLastGoodGoesOn() throws IOException {
		write(LISTED);
		Secrets secrets = new Secrets(Map.of("stolen", this.directory.toUri().toString()), new DefaultResourceLoader());
		try (RevocationLists first = RevocationLists.NONE.recompile(List.of("stolen"), secrets, CLOCK,
				RevocationLists.NONE)) {
			write("{");
			RevocationLists next = first.recompile(List.of("stolen"), secrets, CLOCK, RevocationLists.NONE);
			assertThat(next.get("stolen")).isSameAs(first.get("stolen"));
			assertThat(next.get("stolen").check(TOKEN)).isEqualTo(DenyReason.TOKEN_REVOKED);
			assertThat(next.without(first).states()).isEmpty();
			RevocationLists shared = RevocationLists.NONE.recompile(List.of("stolen"), secrets, CLOCK, first);
			assertThat(shared.get("stolen")).isSameAs(first.get("stolen"));
		}
	}

	@Test
	void recompileWhenContentInMemoryIsAnotherThenReadAnew() {
		Secrets before = secrets(NONE);
		RevocationLists first = RevocationLists.NONE.recompile(List.of("stolen"), before, CLOCK, RevocationLists.NONE);
		assertThat(
				first.recompile(List.of("stolen"), secrets(NONE), CLOCK, RevocationLists.NONE).without(first).states())
			.isEmpty();
		RevocationLists next = first.recompile(List.of("stolen"), secrets(LISTED), CLOCK, RevocationLists.NONE);
		assertThat(first.get("stolen").check(TOKEN)).isNull();
		assertThat(next.get("stolen").check(TOKEN)).isEqualTo(DenyReason.TOKEN_REVOKED);
	}

	private static Secrets secrets(String content) {
		return new Secrets(Map.of(), Map.of("stolen", Map.of("revoked.json", content.getBytes())),
				new DefaultResourceLoader());
	}

	@Test
	void checkWhenFileOfReferenceThenItsEntriesAreInForce() throws IOException {
		write(PageBlock.read("docs/reference/configuration.md", "Revoked tokens", "json"));
		String issuer = "https://idp.example.com";
		assertThat(read().check(Map.of("iss", issuer, "jti", "4f7c1c9e"))).isEqualTo(DenyReason.TOKEN_REVOKED);
		assertThat(this.file.check(Map.of("iss", issuer, "sub", "alice"))).isEqualTo(DenyReason.TOKEN_REVOKED);
		assertThat(this.file.check(Map.of("iss", issuer, "sub", "alice", "iat", Instant.ofEpochSecond(1767225601))))
			.isNull();
		assertThat(this.file.state().entries()).isEqualTo(2);
	}

}
