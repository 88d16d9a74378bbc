package io.microgate.runtime;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import io.microgate.decision.DenyReason;
import io.microgate.engine.RequestDecision;
import io.microgate.jwks.JwksServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConfigurationReload}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationReloadTests extends ReloadTests {

	@Test
	void reloadWhenPolicyChangedThenInForce(CapturedOutput output) {
		assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		this.manifests.policy("");
		assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(reload()).isTrue();
		assertThat(refusal("")).isNull();
		assertThat(output).contains("The configuration has been reloaded, its digest is "
				+ this.manifests.running().current().configuration().canonical().digest());
		assertThat(output).contains("policies[0].authorization");
		assertThat(this.manifests.reload().state().succeeded()).isOne();
	}

	@Test
	void reloadWhenBrokenThenRunningOneStaysAndEveryProblemIsLogged(CapturedOutput output) {
		this.manifests.policy("denied: {}").jwt("nowhere");
		assertThat(reload()).isFalse();
		assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(output).contains("has 2 problems", "denied", "nowhere", "route.yaml", "jwt.yaml")
			.contains("is not put in force");
		assertThat(error()).isEqualTo("2 problems, see the log");
		assertThat(this.manifests.reload().state().failed()).isOne();
		assertThat(this.manifests.reload().state().succeeded()).isZero();
	}

	@Test
	void reloadWhenMendedThenNoErrorIsLeft() {
		this.manifests.policy("denied: {}");
		assertThat(reload()).isFalse();
		this.manifests.policy("");
		assertThat(reload()).isTrue();
		assertThat(refusal("")).isNull();
		assertThat(error()).isNull();
	}

	@Test
	void reloadWhenTakenBackThenNoErrorIsLeftAndNothingIsReplaced() {
		CompiledConfiguration before = this.manifests.running().current();
		this.manifests.policy("denied: {}");
		assertThat(reload()).isFalse();
		this.manifests.policy("deny: {}");
		assertThat(reload()).isTrue();
		assertThat(this.manifests.running().current()).isSameAs(before);
		assertThat(error()).isNull();
	}

	@Test
	void reloadWhenDirectoryIsGoneThenRunningOneStays() {
		this.manifests.without("route.yaml");
		assertThat(reload()).isFalse();
		assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(error()).isEqualTo("1 problem, see the log");
	}

	@Test
	void reloadWhenReadingFailsInAnyOtherWayThenRunningOneStays(CapturedOutput output) {
		this.manifests.policy("").whileReading(() -> {
			throw new StackOverflowError();
		});
		assertThat(reload()).isFalse();
		assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(output).contains("cannot be reloaded");
		assertThat(error()).contains("see the log");
	}

	@Test
	void pollWhenReadingFailsInAnyOtherWayThenReadOnceUntilFilesChange() {
		AtomicInteger readings = new AtomicInteger();
		this.manifests.policy("").whileReading(() -> {
			readings.incrementAndGet();
			throw new StackOverflowError();
		});
		for (int i = 0; i < 4; i++) {
			this.manifests.reload().poll();
		}
		assertThat(readings).hasValue(1);
		this.manifests.policy("deny: {}");
		this.manifests.reload().poll();
		this.manifests.reload().poll();
		assertThat(readings).hasValue(2);
	}

	@Test
	void reloadWhenFilesChangeWhileTheyAreReadThenNothingHappens() {
		AtomicInteger version = new AtomicInteger();
		this.manifests.policy("")
			.whileReading(() -> this.manifests.with("version.yaml", "# " + version.incrementAndGet()));
		assertThat(reload()).isFalse();
		assertThat(refusal("")).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(error()).isNull();
	}

	@Test
	void requestWhenBegunBeforeThenKeepsItsConfiguration() {
		this.manifests.local("keys", KEY).jwt("keys").policy(ReloadedManifests.AUTHENTICATED);
		assertThat(reload()).isTrue();
		String token = KEY.token("ES256", PAYLOAD);
		RequestDecision early = begin(token);
		this.manifests.policy("deny: {}").without("keys.yaml").without("jwt.yaml");
		assertThat(reload()).isTrue();
		assertThat(refusal(token)).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(begin(token, early).conclude().reason()).isEqualTo(DenyReason.TOKEN_MISSING);
		assertThat(conclude(early).allowed()).isTrue();
	}

	@Test
	void startWhenManifestsAreInsideJarThenWarns(@TempDir Path other, CapturedOutput output) throws IOException {
		Path jar = other.resolve("application.jar");
		try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
			entries.putNextEntry(new JarEntry("packed/"));
			entries.putNextEntry(new JarEntry("packed/route.yaml"));
			entries.write(this.manifests.text("route.yaml").getBytes(StandardCharsets.UTF_8));
		}
		Thread thread = Thread.currentThread();
		ClassLoader original = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, original)) {
			thread.setContextClassLoader(loader);
			try (ReloadedManifests packed = new ReloadedManifests(other,
					(manifests) -> manifests.property("microgate.manifests", "classpath:/packed/"))) {
				packed.reload().start();
				assertThat(output).contains("'microgate.reload' has no effect on 'classpath:/packed/'");
			}
		}
		finally {
			thread.setContextClassLoader(original);
		}
	}

	@Test
	void startWhenManifestsAreInDirectoryThenDoesNotWarn(CapturedOutput output) {
		this.manifests.reload().start();
		assertThat(output).doesNotContain("has no effect");
	}

	@Test
	void observerWhenReplacedThenIsTold() {
		AtomicInteger told = new AtomicInteger();
		this.manifests.running().observe((configuration) -> {
			if (told.incrementAndGet() > 1) {
				throw new IllegalStateException();
			}
		});
		assertThat(told).hasValue(1);
		this.manifests.policy("");
		assertThat(reload()).isTrue();
		assertThat(told).hasValue(2);
		assertThat(refusal("")).isNull();
	}

	@Test
	void observerWhenItEndsInAnErrorThenOthersAreTold() {
		AtomicInteger told = new AtomicInteger();
		this.manifests.running().observe((configuration) -> {
			if (told.get() > 0) {
				throw new NoClassDefFoundError();
			}
		});
		this.manifests.running().observe((configuration) -> told.incrementAndGet());
		this.manifests.policy("");
		assertThat(reload()).isTrue();
		assertThat(told).hasValue(2);
	}

	@Test
	void observerWhenRemovedThenIsNotNotified() {
		AtomicInteger told = new AtomicInteger();
		Runnable end = this.manifests.running().observe((configuration) -> told.incrementAndGet());
		end.run();
		this.manifests.policy("");
		assertThat(reload()).isTrue();
		assertThat(told).hasValue(1);
	}

	/** The lock of a reload is held for as long as keys of a new JWKS are awaited. */
	@Test
	void stopWhenReloadIsUnderWayThenDoesNotWait() throws Exception {
		try (JwksServer server = JwksServer.start().withSilence()) {
			CompiledConfiguration before = this.manifests.running().current();
			this.manifests.remote("idp", server.uri());
			CompletableFuture<Boolean> reload = CompletableFuture.supplyAsync(this::reload);
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> server.hits() == 1);
			this.manifests.reload().start();
			assertThat(this.manifests.reload().isRunning()).isTrue();
			this.manifests.reload().stop();
			this.manifests.reload().close();
			assertThat(reload).succeedsWithin(Duration.ofSeconds(1)).isEqualTo(false);
			assertThat(this.manifests.running().current()).isSameAs(before);
		}
	}

	@Test
	void reloadWhenApplicationIsClosedMeanwhileThenNotPutInForce() {
		CompiledConfiguration before = this.manifests.running().current();
		this.manifests.policy("").whileReading(() -> this.manifests.running().close());
		assertThat(reload()).isFalse();
		assertThat(this.manifests.running().current()).isSameAs(before);
	}

	@Test
	void startWhenFilesChangeThenPutInForceAndStopEndsThat() {
		this.manifests.reload().start();
		assertThat(this.manifests.reload().isRunning()).isTrue();
		this.manifests.policy("");
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> refusal("") == null);
		this.manifests.reload().stop();
		assertThat(this.manifests.reload().isRunning()).isFalse();
	}

	/** As Kubernetes does it: hidden directories, and one link that is swapped. */
	@Test
	void startWhenDirectoryIsMountedThenFollowsTheLink(@TempDir Path volume) throws IOException {
		Path mounted = this.manifests.directory();
		Path first = Files.createDirectory(volume.resolve("..first"));
		Files.move(mounted.resolve("route.yaml"), first.resolve("route.yaml"));
		Path link = Files.createSymbolicLink(volume.resolve("..data"), first);
		Files.createSymbolicLink(mounted.resolve("route.yaml"), link.resolve("route.yaml"));
		this.manifests.reload().start();
		Path second = Files.createDirectory(volume.resolve("..second"));
		Files.writeString(second.resolve("route.yaml"),
				Files.readString(first.resolve("route.yaml")).replace("deny: {}", ""));
		Files.move(Files.createSymbolicLink(volume.resolve("..new"), second), link, StandardCopyOption.REPLACE_EXISTING,
				StandardCopyOption.ATOMIC_MOVE);
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> refusal("") == null);
	}

}
