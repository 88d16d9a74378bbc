package io.microgate.runtime;

/**
 * Counts refusals of one kind after the first, and tells once a minute how many there
 * were.
 */
final class RefusalCount {

	private static final long INTERVAL_MILLIS = 60_000;

	private long reported;

	private long count;

	/**
	 * Creates a count.
	 * @param now time of the first refusal, which was reported
	 */
	RefusalCount(long now) {
		this.reported = now;
	}

	/**
	 * Counts one more.
	 * @param now the time, which may have been set back
	 * @return how many were not reported yet, if that is due, else 0
	 */
	synchronized long add(long now) {
		this.count++;
		if (now >= this.reported && now - this.reported < INTERVAL_MILLIS) {
			return 0;
		}
		long due = this.count;
		this.reported = now;
		this.count = 0;
		return due;
	}

}
