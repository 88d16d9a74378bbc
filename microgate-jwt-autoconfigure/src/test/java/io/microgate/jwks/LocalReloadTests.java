package io.microgate.jwks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

import io.microgate.jose.VerificationKey;
import io.microgate.secret.SecretFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link LocalJwksSource}: how it follows its file.
 */
@Tag("slow")
class LocalReloadTests {

	private static final Duration INTERVAL = KeySourceTimings.DEFAULTS.fileInterval();

	private final MutableClock clock = new MutableClock();

	private final RecordingTimer timer = new RecordingTimer();

	private final RecordingListener listener = new RecordingListener();

	@TempDir
	private Path directory;

	private LocalJwksSource source;

	@AfterEach
	void close() {
		if (this.source != null) {
			this.source.close();
		}
		this.timer.shutdownNow();
	}

	private void start(ScheduledExecutorService timer) {
		start(timer, this.listener);
	}

	private void start(ScheduledExecutorService timer, JwksListener listener) {
		LocalKeySetFile file = new LocalKeySetFile(
				new DefaultResourceLoader().getResource("file:" + this.directory + "/" + SecretFile.KEY_SET.fileName()),
				RemoteSources.PARSER);
		this.source = new LocalJwksSource("local", file, INTERVAL, this.clock, timer, Runnable::run, listener);
		this.source.start();
	}

	private void startWith(String document) throws IOException {
		write(document);
		start(this.timer);
	}

	private void write(String document) throws IOException {
		Files.writeString(this.directory.resolve(SecretFile.KEY_SET.fileName()), document);
	}

	private void look() {
		this.clock.advance(INTERVAL);
		this.timer.run(INTERVAL);
	}

	private List<String> kids() {
		return this.source.keys().keys().stream().map(VerificationKey::kid).toList();
	}

	@Test
	void lookWhenFileHasChangedThenNewKeys() throws IOException {
		startWith(JwksDocuments.withKids("a", "b"));
		write(JwksDocuments.withKids("b", "c"));
		assertThat(kids()).containsExactly("a", "b");
		look();
		assertThat(kids()).containsExactly("b", "c");
		assertThat(this.listener.news()).containsExactly("local +[a, b] -[]", "local +[c] -[a]");
	}

	@Test
	void lookWhenFileIsTheSameThenSameKeySetAndFreshAge() throws IOException {
		startWith(JwksDocuments.withKids("a"));
		KeySet before = this.source.keys();
		this.clock.advance(Duration.ofDays(1));
		look();
		assertThat(this.source.keys()).isSameAs(before);
		assertThat(this.source.state().age()).isZero();
		assertThat(this.listener.news()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"keys\":", "<html>", "{\"keys\":[]}" })
	void lookWhenNewFileIsBrokenThenLastGoodKeysUntilItIsMended(String document) throws IOException {
		startWith(JwksDocuments.withKids("a"));
		write(document);
		for (int i = 1; i <= 3; i++) {
			look();
			assertThat(kids()).containsExactly("a");
			assertThat(this.source.state().usable()).isTrue();
			assertThat(this.source.state().lastError()).startsWith("'jwks.json' is not usable");
			assertThat(this.source.state().age()).isEqualTo(INTERVAL.multipliedBy(i));
			assertThat(this.source.state().lastAttempt()).isEqualTo(this.clock.instant());
		}
		write(JwksDocuments.withKids("b"));
		look();
		assertThat(kids()).containsExactly("b");
		assertThat(this.source.state().lastError()).isNull();
	}

	@Test
	void lookWhenFileIsGoneThenLastGoodKeysUntilItIsBack() throws IOException {
		startWith(JwksDocuments.withKids("a"));
		Files.delete(this.directory.resolve(SecretFile.KEY_SET.fileName()));
		look();
		assertThat(kids()).containsExactly("a");
		assertThat(this.source.state().lastError()).isEqualTo("'jwks.json' is absent");
		write(JwksDocuments.withKids("a"));
		look();
		assertThat(this.source.state().lastError()).isNull();
		assertThat(this.listener.news()).hasSize(1);
	}

	@Test
	void lookWhenFileAppearsLaterThenKeys() throws IOException {
		start(this.timer);
		look();
		assertThat(this.source.keys()).isSameAs(KeySet.EMPTY);
		assertThat(this.source.state().usable()).isFalse();
		write(JwksDocuments.withKids("late"));
		look();
		assertThat(kids()).containsExactly("late");
		assertThat(this.source.state().usable()).isTrue();
	}

	@Test
	void lookWhenListenerFailsThenKeysServeAndTheNextLookIsDue() throws IOException {
		write(JwksDocuments.withKids("a"));
		LocalKeySetFile file = new LocalKeySetFile(
				new DefaultResourceLoader().getResource(this.directory.toUri() + SecretFile.KEY_SET.fileName()),
				RemoteSources.PARSER);
		JwksListener failing = new JwksListener() {

			@Override
			public void keysChanged(JwksKeysChangedEvent change) {
				throw new IllegalStateException();
			}

		};
		this.source = new LocalJwksSource("local", file, INTERVAL, this.clock, this.timer, Runnable::run,
				new JwksListeners(List.of(failing, this.listener), this.clock));
		this.source.start();
		write(JwksDocuments.withKids("b"));
		look();
		assertThat(kids()).containsExactly("b");
		assertThat(this.listener.news()).containsExactly("local +[a] -[]", "local +[b] -[a]");
	}

	@Test
	void startWhenClassPathThenReadOnce() {
		this.source = new LocalJwksSource("local",
				new LocalKeySetFile(new ClassPathResource("none/jwks.json"), RemoteSources.PARSER), INTERVAL,
				this.clock, this.timer, Runnable::run, this.listener);
		this.source.start();
		assertThat(this.timer.delays()).isEmpty();
	}

	@Test
	void startWhenSecretIsSwappedAsByKubernetesThenFollowed() throws IOException {
		swapTo("..2030_01_01", "a");
		Files.createSymbolicLink(this.directory.resolve(SecretFile.KEY_SET.fileName()),
				Path.of("..data", SecretFile.KEY_SET.fileName()));
		start(RemoteSources.THREADS.timer());
		assertThat(kids()).containsExactly("a");
		swapTo("..2030_01_02", "b");
		Files.delete(this.directory.resolve("..2030_01_01").resolve(SecretFile.KEY_SET.fileName()));
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(kids()).containsExactly("b"));
		assertThat(this.source.state().lastError()).isNull();
	}

	/** A new directory, and the link {@code ..data} to it renamed over the old one. */
	private void swapTo(String name, String kid) throws IOException {
		Path version = Files.createDirectory(this.directory.resolve(name));
		Files.writeString(version.resolve(SecretFile.KEY_SET.fileName()), JwksDocuments.withKids(kid));
		Path link = Files.createSymbolicLink(this.directory.resolve("..data_tmp"), Path.of(name));
		Files.move(link, this.directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
	}

	@Test
	void lookWhenItEndsInAnErrorThenLooksAgain() throws IOException {
		JwksListener failing = new JwksListener() {

			@Override
			public void keysChanged(JwksKeysChangedEvent change) {
				if (change.added().contains("b")) {
					throw new NoClassDefFoundError();
				}
			}

		};
		write(JwksDocuments.withKids("a"));
		start(this.timer, failing);
		write(JwksDocuments.withKids("b"));
		assertThatExceptionOfType(NoClassDefFoundError.class).isThrownBy(this::look);
		write(JwksDocuments.withKids("c"));
		look();
		assertThat(kids()).containsExactly("c");
	}

}
