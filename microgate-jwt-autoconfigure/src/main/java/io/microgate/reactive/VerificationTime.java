package io.microgate.reactive;

/**
 * The time that a thread has left to verify tokens. It grows as time goes by, up to a
 * maximum, so that a flood of tokens does not keep an event loop from its other
 * connections. Belongs to one thread.
 */
final class VerificationTime {

	/** A thread may spend one part in so many of its time. */
	private static final int PARTS = 20;

	/**
	 * In nanoseconds, what a thread may spend at once after it had no tokens for a while.
	 */
	private static final long MAXIMUM = 200_000;

	private long left = MAXIMUM;

	private long asked;

	VerificationTime(long now) {
		this.asked = now;
	}

	/**
	 * Whether the thread has time for a token.
	 * @param now the time in nanoseconds
	 * @return {@code false} if it has spent its share
	 */
	boolean isLeft(long now) {
		this.left = Math.min(MAXIMUM, this.left + (now - this.asked) / PARTS);
		this.asked = now;
		return this.left > 0;
	}

	/**
	 * Subtracts what was spent. A thread that was held up in between has not spent all of
	 * it, so it never owes more than the maximum.
	 * @param nanos the nanoseconds
	 */
	void spend(long nanos) {
		this.left = Math.max(-MAXIMUM, this.left - nanos);
	}

}
