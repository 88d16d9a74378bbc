package io.microgate.jwt;

import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.microgate.jose.JwsAlgorithm;
import io.microgate.jose.Signatures;
import io.microgate.jose.VerificationKey;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the signatures of tokens, and measures what good ones cost by algorithm and
 * size of the key. A bad one may be refused without being looked at, and would make a
 * slow algorithm appear quick.
 */
final class MeasuredSignatures {

	/** In nanoseconds, less than two requests with remembered tokens take. */
	static final long QUICK = 100_000;

	/** The fastest of so many counts, as a thread may be held up in between. */
	static final int WINDOW = 16;

	/** What nearly all RSA keys have. The cost of others depends on their own. */
	private static final long USUAL_EXPONENT = 65537;

	private final Signatures signatures;

	private final LongSupplier nanoTime;

	private final Map<Kind, Cost> costs = new ConcurrentHashMap<>();

	MeasuredSignatures(Signatures signatures, LongSupplier nanoTime) {
		this.signatures = signatures;
		this.nanoTime = nanoTime;
	}

	boolean verify(VerificationKey key, JwsAlgorithm algorithm, byte[] signingInput, byte[] signature) {
		boolean accelerated = this.signatures.isAccelerated(algorithm);
		long start = this.nanoTime.getAsLong();
		boolean genuine = this.signatures.verify(key, algorithm, signingInput, signature);
		Kind kind = genuine ? Kind.of(key, algorithm, accelerated) : null;
		if (kind != null) {
			this.costs.computeIfAbsent(kind, (absent) -> new Cost()).add(this.nanoTime.getAsLong() - start);
		}
		return genuine;
	}

	/**
	 * Whether a signature takes no longer than a change of threads.
	 * @return {@code false} also as long as too few have been measured
	 */
	boolean isQuick(VerificationKey key, JwsAlgorithm algorithm) {
		Kind kind = Kind.of(key, algorithm, this.signatures.isAccelerated(algorithm));
		Cost cost = (kind != null) ? this.costs.get(kind) : null;
		return cost != null && cost.known <= QUICK;
	}

	/**
	 * Signatures that cost the same.
	 *
	 * @param algorithm their algorithm, which also says the size of a key that is not RSA
	 * @param bits the size of an RSA key, 0 for others
	 * @param accelerated whether a provider verifies them; the JDK takes over for one
	 * that fails, and may need far longer
	 */
	private record Kind(JwsAlgorithm algorithm, int bits, boolean accelerated) {

		static @Nullable Kind of(VerificationKey key, JwsAlgorithm algorithm, boolean accelerated) {
			if (!(key.publicKey() instanceof RSAPublicKey rsa)) {
				return new Kind(algorithm, 0, accelerated);
			}
			boolean usual = rsa.getPublicExponent().bitLength() <= Integer.SIZE
					&& rsa.getPublicExponent().longValue() == USUAL_EXPONENT;
			return usual ? new Kind(algorithm, rsa.getModulus().bitLength(), accelerated) : null;
		}

	}

	private static final class Cost {

		private volatile long known = Long.MAX_VALUE;

		private long fastest = Long.MAX_VALUE;

		private int count;

		synchronized void add(long nanos) {
			this.fastest = Math.min(this.fastest, nanos);
			this.count++;
			if (this.count == WINDOW) {
				this.known = this.fastest;
				this.fastest = Long.MAX_VALUE;
				this.count = 0;
			}
		}

	}

}
