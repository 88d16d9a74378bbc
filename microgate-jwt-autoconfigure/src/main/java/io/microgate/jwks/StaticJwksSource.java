package io.microgate.jwks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Supplies keys that were given, or none. Never fetches.
 */
public final class StaticJwksSource implements JwksSource {

	private final String name;

	private final @Nullable KeySet keys;

	private StaticJwksSource(String name, @Nullable KeySet keys) {
		this.name = name;
		this.keys = keys;
	}

	/**
	 * Creates a source.
	 * @param name name of the JWKS
	 * @param spec its spec, which says how keys are used
	 * @param keySet JSON of the JWK set, {@code null} if there is none
	 * @return the source
	 * @throws IllegalArgumentException if this is no JWK set or has no usable key
	 */
	public static JwksSource of(String name, JwksSpec spec, byte @Nullable [] keySet) {
		try {
			return new StaticJwksSource(name,
					(keySet != null) ? new KeySetParser(spec.extensions().keyUse()).parse(keySet).keys() : null);
		}
		catch (InvalidKeySetException ex) {
			throw new IllegalArgumentException("The keys of JWKS '" + name + "' cannot be used: " + ex.getMessage(),
					ex);
		}
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public @Nullable KeySet keys() {
		return this.keys;
	}

	@Override
	public CompletableFuture<WaitOutcome> awaitFirstAttempt() {
		return CompletableFuture.completedFuture(WaitOutcome.NOTHING);
	}

	@Override
	public CompletableFuture<WaitOutcome> fetchUnknownKey() {
		return CompletableFuture.completedFuture(WaitOutcome.NOTHING);
	}

	@Override
	public Duration retryAfter() {
		return Duration.ofSeconds(1);
	}

	@Override
	public JwksState state() {
		return new JwksState("static", true, this.keys != null, List.of(), null, null, null, null, false, null);
	}

	@Override
	public void close() {
		// has nothing to close
	}

}
