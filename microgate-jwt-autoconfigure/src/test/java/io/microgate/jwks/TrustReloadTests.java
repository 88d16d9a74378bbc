package io.microgate.jwks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

import io.microgate.tls.TlsSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code ca.crt} and {@code ca.crl} are read before each fetch.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class TrustReloadTests {

	private static final String LAST_GOOD = "keeps its last good TLS: ";

	@TempDir
	Path directory;

	private TlsTrial trial;

	@BeforeEach
	void open() {
		this.trial = new TlsTrial(this.directory);
	}

	@AfterEach
	void close() {
		this.trial.close();
	}

	private void start() {
		this.trial.to(TestPki.LOCALHOST).trusting(TlsTrial.trustedCa(1, "one"));
	}

	private void startWithLists() {
		this.trial.with("one", "ca.crt", TestPki.ROOT.pem())
			.to(TestPki.LOCALHOST)
			.trusting(new TlsSpec.Custom(new TlsSpec.TrustedCa(TlsTrial.secrets("one"), 1), null, null,
					new TlsSpec.Crl(TlsTrial.secrets("two"), "VerifyChain")));
	}

	@Test
	void fetchWhenFileIsAbsentAtStartThenFailsUntilItComes() {
		start();
		assertThat(this.trial.failure()).isEqualTo("'ca.crt' of secret 'one' is absent");
		assertThat(this.trial.hits()).isZero();
		this.trial.with("one", "ca.crt", TestPki.ROOT.pem());
		assertThat(this.trial.failure()).isEqualTo("none");
	}

	@Test
	void fetchWhenFileIsDirectoryAtStartThenFails() throws IOException {
		Files.createDirectories(this.directory.resolve("one/ca.crt"));
		start();
		assertThat(this.trial.failure()).startsWith("'ca.crt' of secret 'one' ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no PEM at all",
			"-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n",
			"-----BEGIN CERTIFICATE-----\nMIIB" })
	void fetchWhenFileIsBrokenAtStartThenFails(String content) {
		this.trial.with("one", "ca.crt", content);
		start();
		assertThat(this.trial.failure()).startsWith("'ca.crt' of secret 'one' ").doesNotContain("PEM at");
		assertThat(this.trial.hits()).isZero();
	}

	@Test
	void fetchWhenFileChangesThenNextFetchFollows() {
		this.trial.with("one", "ca.crt", TestPki.ROOT.pem());
		start();
		assertThat(this.trial.failure()).isEqualTo("none");
		this.trial.with("one", "ca.crt", TestPki.OTHER_ROOT.pem());
		assertThat(this.trial.failure()).startsWith("TLS failed: unable to find valid certification path");
		assertThat(this.trial.hits()).isEqualTo(1);
		this.trial.with("one", "ca.crt", TestPki.OTHER_ROOT.pem(), TestPki.ROOT.pem());
		assertThat(this.trial.failure()).isEqualTo("none");
	}

	@Test
	void fetchWhenSymbolicLinkIsSwappedThenNextFetchFollows() throws IOException {
		mount("..2026_01_01", TestPki.OTHER_ROOT.pem());
		Files.createDirectories(this.directory.resolve("one"));
		Files.createSymbolicLink(this.directory.resolve("one/ca.crt"), Path.of("..data/ca.crt"));
		start();
		assertThat(this.trial.failure()).startsWith("TLS failed");
		mount("..2026_01_02", TestPki.ROOT.pem());
		assertThat(this.trial.failure()).isEqualTo("none");
	}

	private void mount(String version, String content) throws IOException {
		this.trial.with("one/" + version, "ca.crt", content);
		Path link = this.directory.resolve("one/..data_tmp");
		Files.createSymbolicLink(link, Path.of(version));
		Files.move(link, this.directory.resolve("one/..data"), StandardCopyOption.ATOMIC_MOVE);
	}

	@Test
	void fetchWhenNewFileIsBrokenThenLastGoodAndOneLogLine(CapturedOutput output) throws IOException {
		this.trial.with("one", "ca.crt", TestPki.ROOT.pem());
		start();
		assertThat(this.trial.failure()).isEqualTo("none");
		this.trial.with("one", "ca.crt", "broken");
		assertThat(this.trial.failure()).isEqualTo("none");
		assertThat(this.trial.failure()).isEqualTo("none");
		assertThat(output).containsOnlyOnce(LAST_GOOD + "'ca.crt' of secret 'one' cannot be parsed, PEM is expected");
		Files.delete(this.directory.resolve("one/ca.crt"));
		assertThat(this.trial.failure()).isEqualTo("none");
		assertThat(output).containsOnlyOnce(LAST_GOOD + "'ca.crt' of secret 'one' is absent");
		this.trial.with("one", "ca.crt", TestPki.OTHER_ROOT.pem());
		assertThat(this.trial.failure()).startsWith("TLS failed");
	}

	@Test
	void stateWhenNewFileIsBrokenThenSaysSoWhileKeysServe() {
		this.trial.with("one", "ca.crt", TestPki.ROOT.pem());
		start();
		RemoteJwksSource source = this.trial.source();
		await().until(() -> source.state().usable());
		assertThat(source.state().lastError()).isNull();
		this.trial.with("one", "ca.crt", "broken");
		assertThat(source.fetchUnknownKey()).succeedsWithin(Duration.ofSeconds(60));
		assertThat(source.state().usable()).isTrue();
		assertThat(source.state().lastError()).isEqualTo("'ca.crt' of secret 'one' cannot be parsed, PEM is expected");
	}

	@Test
	void fetchWhenRevocationListComesThenNextFetchFollows() {
		startWithLists();
		assertThat(this.trial.failure()).isEqualTo("'ca.crl' of secret 'two' is absent");
		this.trial.with("two", "ca.crl", TestPki.ROOT.list());
		assertThat(this.trial.failure()).isEqualTo("none");
		this.trial.with("two", "ca.crl", TestPki.ROOT.list(TestPki.LOCALHOST.certificate()));
		assertThat(this.trial.failure()).isEqualTo("TLS failed: a certificate of the chain is revoked");
		assertThat(this.trial.hits()).isEqualTo(1);
	}

	@Test
	void fetchWhenRevocationListIsBrokenThenLastGood(CapturedOutput output) {
		startWithLists();
		this.trial.with("two", "ca.crl", TestPki.ROOT.pem());
		assertThat(this.trial.failure()).startsWith("'ca.crl' of secret 'two' ");
		this.trial.with("two", "ca.crl", TestPki.ROOT.list());
		assertThat(this.trial.failure()).isEqualTo("none");
		this.trial.with("two", "ca.crl", TestPki.ROOT.list(), TestPki.ROOT.partialList());
		assertThat(this.trial.failure()).isEqualTo("none");
		assertThat(output).containsOnlyOnce(LAST_GOOD + "'ca.crl' of secret 'two' holds a revocation list that is not");
	}

}
