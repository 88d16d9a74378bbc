package io.microgate.jose;

import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.microgate.PageBlock;
import io.microgate.jose.FakeProvider.Behavior;
import io.microgate.jwks.TestSigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SignatureAcceleration}, {@link KnownAnswers} and what
 * {@link Signatures} make of a provider, with providers that do not work.
 */
@ExtendWith(OutputCaptureExtension.class)
class SignatureAccelerationTests {

	private static final String ES256 = "SHA256withECDSAinP1363Format";

	private static final String CURE = " Or set 'microgate.accelerated-signatures' to false: the JDK verifies them without a warning.";

	private static final TestSigningKey KEY = TestSigningKey.ec("p256", "secp256r1");

	private static final VerificationKey VERIFICATION_KEY = TestSigningKey.keySet(KEY.jwk()).keys().get(0);

	private static final byte[] GENUINE = KEY.sign("ES256", "input");

	private Signatures signatures = Signatures.ofJdk();

	/** Applications of other tests have levels of their own. */
	private final Logger logger = (Logger) LoggerFactory.getLogger(Signatures.class.getPackageName());

	private boolean rightUntilUsed = true;

	@BeforeEach
	void setLevel() {
		this.logger.setLevel(Level.INFO);
	}

	@AfterEach
	void resetLevel() {
		this.logger.setLevel(null);
	}

	@ParameterizedTest
	@EnumSource
	void checkWhenJdkThenEveryAnswerIsRight(JwsAlgorithm algorithm) throws Exception {
		Provider[] providers = Security
			.getProviders("Signature." + algorithm.verifier(key(algorithm), null).getAlgorithm());
		assertThat(providers).isNotEmpty();
		for (Provider provider : providers) {
			assertThat(KnownAnswers.read().check(algorithm, provider)).isEqualTo(KnownAnswers.Outcome.RIGHT);
		}
	}

	@Test
	void checkWhenAlgorithmIsAbsentOrKeyIsRefusedThenNotSupported() throws Exception {
		KnownAnswers answers = KnownAnswers.read();
		FakeProvider provider = new FakeProvider(new Behavior() {

			@Override
			public boolean decide(boolean genuine) {
				return genuine;
			}

			@Override
			public void accept(PublicKey key) throws InvalidKeyException {
				throw new InvalidKeyException("unknown");
			}

		}, ES256);
		assertThat(answers.check(JwsAlgorithm.ES256, provider)).isEqualTo(KnownAnswers.Outcome.NOT_SUPPORTED);
		assertThat(answers.check(JwsAlgorithm.RS256, provider)).isEqualTo(KnownAnswers.Outcome.NOT_SUPPORTED);
	}

	@Test
	void runWhenProviderIsRightThenVerifiesItsAlgorithmsAndTheJdkTheOthers(CapturedOutput output) {
		FakeProvider provider = new FakeProvider(Behavior.RIGHT, ES256, "SHA256withRSA");
		SignatureAcceleration acceleration = run(provider);
		assertThat(output.getAll().lines().filter((line) -> line.contains("SignatureAcceleration"))).singleElement()
			.asString()
			.endsWith(
					"Signatures are verified by Fake 1.0: RS256, ES256; by the JDK: RS384, RS512, PS256, PS384, PS512, "
							+ "ES384, ES512, EdDSA, Ed25519");
		assertThat(acceleration.verifiers()).containsEntry("Fake 1.0", List.of("RS256", "ES256")).containsKey("JDK");
		int before = provider.verifications();
		assertThat(verify(GENUINE)).isTrue();
		assertThat(verify(damaged())).isFalse();
		assertThat(provider.verifications()).isEqualTo(before + 2);
		assertThat(Security.getProviders()).doesNotContain(provider);
	}

	/** What the provider verifies is tested with the profile "accelerated". */
	@Test
	void runWhenProviderVerifiesEverythingThenLineOfGuide(CapturedOutput output) throws Exception {
		List<String> algorithms = new ArrayList<>();
		for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
			algorithms.add(algorithm.verifier(key(algorithm), null).getAlgorithm());
		}
		run(new FakeProvider(Behavior.RIGHT, algorithms.toArray(String[]::new)));
		String line = PageBlock.read("docs/how-to/verify-signatures-faster.md", "Verify signatures faster", "");
		assertThat(output).contains(line.strip().replace("AmazonCorrettoCryptoProvider 2.5.0", "Fake 1.0"));
	}

	@Test
	void runWhenProviderIsWrongThenOneWarningAndTheJdkVerifies(CapturedOutput output) {
		List<Behavior> wrong = List.of((genuine) -> true, (genuine) -> false, (genuine) -> !genuine, (genuine) -> {
			throw new IllegalStateException("secret");
		}, (genuine) -> {
			throw new SignatureException("secret");
		}, (genuine) -> {
			throw new AssertionError("secret");
		}, (genuine) -> {
			throw new UnsatisfiedLinkError("secret");
		});
		for (Behavior behavior : wrong) {
			FakeProvider provider = new FakeProvider(behavior, ES256);
			assertThat(run(provider).verifiers()).containsOnlyKeys("JDK");
			int before = provider.verifications();
			assertThat(verify(GENUINE)).isTrue();
			assertThat(verify(damaged())).isFalse();
			assertThat(provider.verifications()).isEqualTo(before);
		}
		assertThat(warnings(output)).hasSize(wrong.size())
			.allSatisfy((line) -> assertThat(line)
				.endsWith("Fake 1.0 does not verify signatures of ES256 correctly, so the JDK verifies them. "
						+ "Use another version of the provider." + CURE));
		assertThat(output.getAll()).doesNotContain("secret");
	}

	@Test
	void runWhenProviderFailsAtAKeyThenOneWarningAndItsOtherAlgorithmsAreUsed(CapturedOutput output) {
		for (Throwable failure : List.of(new ProviderException("secret"), new AssertionError("secret"),
				new UnsatisfiedLinkError("secret"))) {
			FakeProvider provider = new FakeProvider(new Behavior() {

				@Override
				public boolean decide(boolean genuine) {
					return genuine;
				}

				@Override
				public void accept(PublicKey key) {
					if (key instanceof RSAPublicKey) {
						throw sneaky(failure);
					}
				}

			}, ES256, "SHA256withRSA");
			this.signatures = Signatures.ofJdk();
			assertThat(run(provider).verifiers()).containsEntry("Fake 1.0", List.of("ES256"));
		}
		assertThat(warnings(output)).hasSize(3)
			.allSatisfy((line) -> assertThat(line).contains("Fake 1.0 does not verify signatures of RS256 correctly"));
		assertThat(output.getAll()).doesNotContain("secret");
	}

	@Test
	void runWhenLoadingFailsUnexpectedlyThenOneWarning(CapturedOutput output) {
		for (Throwable failure : List.of(new SecurityException("denied"), new NullPointerException("none"),
				new ServiceConfigurationError("broken"))) {
			SignatureAcceleration acceleration = new SignatureAcceleration(this.signatures, () -> {
				throw sneaky(failure);
			});
			acceleration.run();
			assertThat(acceleration.verifiers()).containsOnlyKeys("JDK");
			assertThat(verify(GENUINE)).isTrue();
		}
		assertThat(warnings(output)).hasSize(3)
			.allSatisfy((line) -> assertThat(line)
				.contains("The Amazon Corretto Crypto Provider cannot be used, so the JDK verifies all signatures (")
				.endsWith("Use another version of the provider." + CURE));
	}

	@Test
	void closeWhenLastAnswerIsCheckedThenNothingIsUsed(CapturedOutput output) {
		AtomicReference<SignatureAcceleration> acceleration = new AtomicReference<>();
		AtomicInteger answers = new AtomicInteger();
		FakeProvider provider = new FakeProvider((genuine) -> {
			if (answers.incrementAndGet() == 12) {
				acceleration.get().close();
			}
			return genuine;
		}, "Ed25519");
		acceleration.set(new SignatureAcceleration(this.signatures, () -> provider));
		acceleration.get().run();
		assertThat(answers).as("six for each of its two names").hasValue(12);
		assertThat(acceleration.get().verifiers()).containsOnlyKeys("JDK");
		assertThat(output.getAll()).doesNotContain("SignatureAcceleration");
	}

	@Test
	void runWhenProviderDoesNotLoadThenOneWarningWithTheCure(CapturedOutput output) {
		for (Throwable error : List.of(new IllegalCallerException("no native access"),
				new AssertionError("no directory", new AccessDeniedException("/tmp")),
				new UnsatisfiedLinkError("/tmp/x.so: failed to map segment from shared object"),
				new UnsatisfiedLinkError("no library in java.library.path"),
				new ExceptionInInitializerError("broken"))) {
			SignatureAcceleration acceleration = new SignatureAcceleration(this.signatures, () -> {
				throw new UnusableProviderException(error, CorrettoProvider.cure(error));
			});
			acceleration.run();
			assertThat(acceleration.verifiers()).containsOnlyKeys("JDK");
			assertThat(verify(GENUINE)).isTrue();
		}
		String tmpdir = "Set the system property 'com.amazon.corretto.crypto.provider.tmpdir' to a directory that is writable and not mounted with 'noexec'.";
		String platform = "Use the artifact whose classifier is that of the platform, here ";
		assertThat(warnings(output)).hasSize(5)
			.allSatisfy((line) -> assertThat(line)
				.contains("The Amazon Corretto Crypto Provider cannot be used, so the JDK verifies all signatures (")
				.endsWith(CURE));
		assertThat(warnings(output).get(0)).contains("(java.lang.IllegalCallerException: no native access)",
				"Start the JVM with the option '--enable-native-access=ALL-UNNAMED'.");
		assertThat(warnings(output).get(1)).contains(tmpdir);
		assertThat(warnings(output).get(2)).contains(tmpdir);
		assertThat(warnings(output).get(3)).contains(platform);
		assertThat(warnings(output).get(4)).contains(platform);
	}

	@Test
	void verifyWhenProviderDoesNotKnowKeyOrCannotReadSignatureThenTheJdkDecidesAboutIt(CapturedOutput output) {
		FakeProvider provider = new FakeProvider(new Behavior() {

			@Override
			public boolean decide(boolean genuine) throws SignatureException {
				if (!isChecking()) {
					throw new SignatureException("unreadable");
				}
				return genuine;
			}

		}, ES256);
		SignatureAcceleration acceleration = run(provider);
		this.rightUntilUsed = false;
		assertThat(verify(GENUINE)).isTrue();
		assertThat(verify(damaged())).isFalse();
		assertThat(acceleration.verifiers()).containsEntry("Fake 1.0", List.of("ES256"));
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void verifyWhenProviderFailsLaterThenTheJdkDecidesAndOneWarning(CapturedOutput output) {
		for (Throwable failure : List.of(new ProviderException("secret"), new AssertionError("secret"),
				new UnsatisfiedLinkError("secret"))) {
			this.rightUntilUsed = true;
			FakeProvider provider = new FakeProvider((genuine) -> {
				if (!isChecking()) {
					throw sneaky(failure);
				}
				return genuine;
			}, ES256, "SHA256withRSA");
			SignatureAcceleration acceleration = run(provider);
			this.rightUntilUsed = false;
			int before = provider.verifications();
			assertThat(verify(damaged())).isFalse();
			assertThat(verify(GENUINE)).isTrue();
			assertThat(verify(damaged())).isFalse();
			assertThat(provider.verifications()).isEqualTo(before + 1);
			assertThat(acceleration.verifiers()).containsEntry("Fake 1.0", List.of("RS256"));
		}
		assertThat(warnings(output)).hasSize(3);
		assertThat(warnings(output).get(0))
			.endsWith("Fake failed with java.security.ProviderException, so the JDK verifies signatures of ES256 until "
					+ "the application is restarted");
		assertThat(output.getAll()).doesNotContain("secret");
	}

	@Test
	void verifyWhenSignatureIsIllegalThenProviderIsNotAsked() {
		FakeProvider provider = new FakeProvider((genuine) -> genuine || !isChecking(), ES256);
		run(provider);
		this.rightUntilUsed = false;
		int before = provider.verifications();
		assertThat(verify(damaged())).as("what a wrong provider could do").isTrue();
		assertThat(verify(new byte[64])).isFalse();
		assertThat(verify(new byte[63])).isFalse();
		assertThat(this.signatures.verify(VERIFICATION_KEY, JwsAlgorithm.RS256, new byte[1], GENUINE)).isFalse();
		assertThat(provider.verifications()).isEqualTo(before + 1);
	}

	@Test
	void closeWhenCheckGoesOnThenNothingIsUsedOrLoggedAndTheThreadEnds(CapturedOutput output) {
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch load = new CountDownLatch(1);
		SignatureAcceleration acceleration = new SignatureAcceleration(this.signatures, () -> {
			loading.countDown();
			await().atMost(Duration.ofSeconds(30)).until(() -> load.getCount() == 0);
			return new FakeProvider(Behavior.RIGHT, ES256);
		});
		acceleration.start();
		await().until(() -> loading.getCount() == 0);
		assertThat(verify(GENUINE)).as("verified meanwhile").isTrue();
		acceleration.close();
		load.countDown();
		await().until(acceleration::isDone);
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().equals("microgate-signatures")));
		assertThat(acceleration.verifiers()).containsOnlyKeys("JDK");
		assertThat(output.getAll()).doesNotContain("SignatureAcceleration");
	}

	@Test
	void findWhenProviderIsAbsentThenNull() {
		assertThat(SignatureAcceleration.find(this.signatures, ClassLoader.getPlatformClassLoader())).isNull();
	}

	private boolean isChecking() {
		return this.rightUntilUsed;
	}

	private SignatureAcceleration run(Provider provider) {
		SignatureAcceleration acceleration = new SignatureAcceleration(this.signatures, () -> provider);
		acceleration.run();
		return acceleration;
	}

	private boolean verify(byte[] signature) {
		return this.signatures.verify(VERIFICATION_KEY, JwsAlgorithm.ES256, "input".getBytes(StandardCharsets.UTF_8),
				signature);
	}

	private static byte[] damaged() {
		byte[] damaged = GENUINE.clone();
		damaged[40] ^= 1;
		return damaged;
	}

	private static PublicKey key(JwsAlgorithm algorithm) {
		return switch (algorithm.name().substring(0, 2)) {
			case "RS", "PS" -> TestSigningKey.rsa("rs").pair().getPublic();
			case "ES" -> KEY.pair().getPublic();
			default -> TestSigningKey.ed25519("ed").pair().getPublic();
		};
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getAll().lines().filter((line) -> line.contains(" WARN ")).toList();
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
		throw (T) failure;
	}

}
