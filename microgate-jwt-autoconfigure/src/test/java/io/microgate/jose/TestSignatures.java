package io.microgate.jose;

import java.security.ProviderException;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.awaitility.Awaitility;
import org.opentest4j.TestAbortedException;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signatures as the tests verify them: by the provider in the profile "accelerated",
 * which has it on the class path, else by the JDK.
 */
public final class TestSignatures {

	private TestSignatures() {
	}

	public static Signatures get() {
		return isProviderPresent() ? accelerated() : Signatures.ofJdk();
	}

	/**
	 * Signatures that the provider verifies, all of them. Skips the test where it is not
	 * on the class path or not made for the platform.
	 */
	public static Signatures accelerated() {
		if (!isProviderPresent()) {
			throw new TestAbortedException("The provider is not on the class path, see the profile 'accelerated'");
		}
		Signatures signatures = Signatures.ofJdk();
		SignatureAcceleration acceleration = SignatureAcceleration.find(signatures, null);
		acceleration.run();
		requireAll(acceleration);
		return signatures;
	}

	/**
	 * Waits until an application verifies signatures with the provider, if it is there.
	 */
	public static void await(ApplicationContext context) {
		SignatureAcceleration acceleration = context.getBeanProvider(SignatureAcceleration.class).getIfAvailable();
		if (acceleration != null) {
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(acceleration::isDone);
			requireAll(acceleration);
		}
	}

	/**
	 * Signatures of RS256 that a provider verifies, which fails when a test wants it to.
	 */
	public static Signatures withProvider(BooleanSupplier failing) {
		Signatures signatures = Signatures.ofJdk();
		signatures.use(new FakeProvider((genuine) -> {
			if (failing.getAsBoolean()) {
				throw new ProviderException("broken");
			}
			return genuine;
		}, "SHA256withRSA"), Set.of(JwsAlgorithm.RS256));
		return signatures;
	}

	private static boolean isProviderPresent() {
		return CorrettoProvider.isPresent(null);
	}

	private static void requireAll(SignatureAcceleration acceleration) {
		boolean native64 = "Linux".equals(System.getProperty("os.name"))
				&& "amd64".equals(System.getProperty("os.arch"));
		if (acceleration.verifiers().containsKey("JDK") && !(native64 && "true".equals(System.getenv("CI")))) {
			throw new TestAbortedException("The provider does not verify signatures on " + System.getProperty("os.name")
					+ " " + System.getProperty("os.arch") + ", as the log says");
		}
		assertThat(acceleration.verifiers()).doesNotContainKey("JDK");
	}

}
