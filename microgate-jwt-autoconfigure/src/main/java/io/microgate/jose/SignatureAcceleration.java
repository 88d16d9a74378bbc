package io.microgate.jose;

import java.io.IOException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

import io.microgate.jose.KnownAnswers.Outcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets the Amazon Corretto Crypto Provider verify signatures once it has loaded and given
 * the right answers. Until then, and for algorithms that it does not know, the JDK
 * verifies them.
 */
public final class SignatureAcceleration implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(SignatureAcceleration.class);

	private static final String JDK = "JDK";

	private final Signatures signatures;

	private final ProviderSource source;

	private volatile boolean closed;

	private volatile boolean done;

	SignatureAcceleration(Signatures signatures, ProviderSource source) {
		this.signatures = signatures;
		this.source = source;
	}

	/**
	 * Creates the acceleration if the provider is on the class path.
	 * @param signatures shall be verified by the provider
	 * @param classLoader finds the provider
	 * @return the acceleration, {@code null} without the provider
	 */
	public static @Nullable SignatureAcceleration find(Signatures signatures, @Nullable ClassLoader classLoader) {
		return CorrettoProvider.isPresent(classLoader)
				? new SignatureAcceleration(signatures, () -> CorrettoProvider.load(classLoader)) : null;
	}

	/**
	 * Loads and checks the provider in the background, in a thread that ends with that.
	 */
	public void start() {
		Thread thread = new Thread(this::run, "microgate-signatures");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Keeps a check that is still going on from having effects.
	 */
	@Override
	public void close() {
		this.closed = true;
	}

	/**
	 * Describes what verifies the signatures of which algorithm.
	 * @return names of algorithms by what verifies their signatures
	 */
	public Map<String, List<String>> verifiers() {
		Map<String, List<String>> verifiers = new LinkedHashMap<>();
		for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
			Provider provider = this.signatures.provider(algorithm);
			verifiers.computeIfAbsent((provider != null) ? name(provider) : JDK, (name) -> new ArrayList<>())
				.add(algorithm.name());
		}
		return verifiers;
	}

	/** What is thrown here ends a thread at most: the JDK goes on to verify. */
	void run() {
		try {
			loadAndCheck();
		}
		finally {
			this.done = true;
		}
	}

	/** Whether the check has ended, however it has. */
	boolean isDone() {
		return this.done;
	}

	private void loadAndCheck() {
		try {
			check(load(), KnownAnswers.read());
		}
		catch (UnusableProviderException ex) {
			warn("The Amazon Corretto Crypto Provider cannot be used, so the JDK verifies all signatures (%s). %s"
				.formatted(ex.getMessage(), ex.cure()));
			logger.debug("The provider cannot be used", ex);
		}
		catch (IOException | MalformedJoseException ex) {
			throw new IllegalStateException("The known answers cannot be read", ex);
		}
	}

	private Provider load() throws UnusableProviderException {
		try {
			return this.source.load();
		}
		catch (RuntimeException | Error ex) {
			throw new UnusableProviderException(ex, UnusableProviderException.REPLACE);
		}
	}

	private void check(Provider provider, KnownAnswers answers) {
		Map<Outcome, Set<JwsAlgorithm>> algorithms = new EnumMap<>(Outcome.class);
		for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
			if (this.closed) {
				return;
			}
			algorithms
				.computeIfAbsent(answers.check(algorithm, provider), (outcome) -> EnumSet.noneOf(JwsAlgorithm.class))
				.add(algorithm);
		}
		if (this.closed) {
			return;
		}
		Set<JwsAlgorithm> wrong = algorithms.getOrDefault(Outcome.WRONG, Set.of());
		if (!wrong.isEmpty()) {
			warn("%s does not verify signatures of %s correctly, so the JDK verifies them. %s".formatted(name(provider),
					names(wrong), UnusableProviderException.REPLACE));
		}
		this.signatures.use(provider, algorithms.getOrDefault(Outcome.RIGHT, Set.of()));
		if (!this.closed) {
			logger.info(describe());
		}
	}

	private String describe() {
		StringJoiner description = new StringJoiner("; by ", "Signatures are verified by ", "");
		Map<String, List<String>> verifiers = new LinkedHashMap<>(verifiers());
		List<String> jdk = verifiers.remove(JDK);
		verifiers.forEach((name, algorithms) -> description.add(name + ": " + String.join(", ", algorithms)));
		if (jdk != null) {
			description.add("the JDK: " + String.join(", ", jdk));
		}
		return description.toString();
	}

	private void warn(String problem) {
		if (!this.closed) {
			logger.warn(problem
					+ " Or set 'microgate.accelerated-signatures' to false: the JDK verifies them without a warning.");
		}
	}

	private static String name(Provider provider) {
		return provider.getName() + ' ' + provider.getVersionStr();
	}

	private static String names(Set<JwsAlgorithm> algorithms) {
		return algorithms.stream().map(JwsAlgorithm::name).collect(Collectors.joining(", "));
	}

	/**
	 * Supplies the provider that is checked.
	 */
	interface ProviderSource {

		Provider load() throws UnusableProviderException;

	}

}
