package io.microgate.jwks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.microgate.constraint.Ref;
import io.microgate.jose.VerificationKey;
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

/**
 * Tests for {@link LocalJwksSource}, compiled from a spec.
 */
@ExtendWith(OutputCaptureExtension.class)
class LocalJwksSourceTests {

	private final MutableClock clock = new MutableClock();

	@TempDir
	private Path directory;

	private final List<JwksSource> sources = new ArrayList<>();

	private final JwksCompiler compiler = new JwksCompiler(null, this.clock, JwksListeners.NONE,
			KeySourceTimings.DEFAULTS);

	@AfterEach
	void close() {
		this.sources.forEach(JwksSource::close);
		this.compiler.close();
	}

	private JwksSource compile(String location) {
		JwksSpec.Local local = new JwksSpec.Local(new Ref("backup"));
		JwksSpec spec = new JwksSpec(new JwksSpec.Provider(null, local), RemoteSources.extensions(RemoteSources.CACHE));
		JwksSource source = this.compiler.compile("local-jwks", spec,
				new Secrets(Map.of("backup", location), new DefaultResourceLoader()));
		this.sources.add(source);
		return source;
	}

	private JwksSource compileWith(String document) throws IOException {
		Files.writeString(this.directory.resolve("jwks.json"), document);
		return compile(this.directory.toUri().toString());
	}

	private void assertNoKeys(JwksSource source, String error, CapturedOutput output) {
		assertThat(source.keys()).isSameAs(KeySet.EMPTY);
		assertThat(source.state().attempted()).isTrue();
		assertThat(source.state().usable()).isFalse();
		assertThat(source.state().keyIds()).isEmpty();
		assertThat(source.state().lastSuccess()).isNull();
		assertThat(source.state().lastAttempt()).isEqualTo(this.clock.instant());
		assertThat(source.state().lastError()).startsWith(error);
		assertThat(output).contains("ERROR").contains("JWKS 'local-jwks' has no keys").contains(error);
		assertThat(output).doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/" })
	void compileWhenFileIsGoodThenKeys(String ending, CapturedOutput output) throws IOException {
		Files.writeString(this.directory.resolve("jwks.json"), JwksDocuments.withKids("a", "b"));
		JwksSource source = compile("file:" + this.directory + ending);
		assertThat(source.name()).isEqualTo("local-jwks");
		assertThat(source.keys().keys()).extracting(VerificationKey::kid).containsExactly("a", "b");
		this.clock.advance(Duration.ofDays(3));
		assertThat(source.state()).isEqualTo(new JwksState("local", true, true, source.state().keyIds(),
				this.clock.instant().minus(Duration.ofDays(3)), this.clock.instant().minus(Duration.ofDays(3)), null,
				Duration.ofDays(3), false, null));
		assertThat(output).contains("Keys of JWKS 'local-jwks' changed, added: [a, b], removed: []");
	}

	@Test
	void compileWhenClassPathThenReadThere(CapturedOutput output) {
		assertNoKeys(compile("classpath:no-such-secret"), "'jwks.json' is absent", output);
	}

	@Test
	void compileWhenFileIsAbsentThenNoKeys(CapturedOutput output) {
		assertNoKeys(compile(this.directory.toUri().toString()), "'jwks.json' is absent", output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/" })
	void compileWhenLocationIsFileThenSaysSo(String end, CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("jwks.json"), "{}");
		assertNoKeys(compile(file.toUri() + end),
				"'jwks.json' is absent, because the location of the secret is a file and not a directory", output);
	}

	@Test
	void compileWhenFileIsDirectoryThenNoKeys(CapturedOutput output) throws IOException {
		Files.createDirectory(this.directory.resolve("jwks.json"));
		assertNoKeys(compile(this.directory.toUri().toString()), "'jwks.json' ", output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not json", "{}", "[]", "{\"keys\":[]}",
			"{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}" })
	void compileWhenFileIsNotUsableThenNoKeys(String document, CapturedOutput output) throws IOException {
		assertNoKeys(compileWith(document), "'jwks.json' is not usable", output);
		assertThat(output).doesNotContain("c2VjcmV0");
	}

	@Test
	void compileWhenFileIsTooLongThenNoKeys(CapturedOutput output) throws IOException {
		String document = JwksDocuments.withKids("a");
		assertNoKeys(compileWith(document + " ".repeat(DocumentBody.MAX_BYTES)),
				"'jwks.json' is not usable: longer than", output);
	}

	@Test
	void awaitAndFetchWhenAskedThenNothing() throws IOException {
		try (JwksSource source = compileWith(JwksDocuments.withKids("a"))) {
			assertThat(source.awaitFirstAttempt()).isCompletedWithValue(JwksSource.WaitOutcome.NOTHING);
			assertThat(source.fetchUnknownKey()).isCompletedWithValue(JwksSource.WaitOutcome.NOTHING);
			assertThat(source.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
		}
	}

}
