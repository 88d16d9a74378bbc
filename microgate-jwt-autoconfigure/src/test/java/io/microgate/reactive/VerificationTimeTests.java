package io.microgate.reactive;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link VerificationTime}.
 */
class VerificationTimeTests {

	private static final long MILLI = 1_000_000;

	/** Times of {@link System#nanoTime} may be negative. */
	private static final long START = Long.MIN_VALUE / 2;

	private final VerificationTime time = new VerificationTime(START);

	@Test
	void isLeftWhenSpentThenNotBeforeTheShareHasGrownAgain() {
		assertThat(this.time.isLeft(START)).isTrue();
		this.time.spend(MILLI / 5);
		assertThat(this.time.isLeft(START)).isFalse();
		assertThat(this.time.isLeft(START + 19)).isFalse();
		assertThat(this.time.isLeft(START + 39)).isTrue();
	}

	@Test
	void isLeftWhenIdleForLongThenNoMoreThanAMoment() {
		assertThat(this.time.isLeft(START + 3_600_000 * MILLI)).isTrue();
		this.time.spend(MILLI / 5);
		assertThat(this.time.isLeft(START + 3_600_000 * MILLI)).isFalse();
	}

	@Test
	void isLeftWhenHeldUpForLongThenAgainAfterAMoment() {
		this.time.spend(3_600_000 * MILLI);
		assertThat(this.time.isLeft(START + 4 * MILLI)).isFalse();
		assertThat(this.time.isLeft(START + 5 * MILLI)).isTrue();
	}

	/** However much there is to verify, a thread spends a twentieth of its time on it. */
	@Test
	void isLeftWhenThereIsAFloodThenATwentiethOfTheTime() {
		long now = START;
		long spent = 0;
		while (now < START + 1000 * MILLI) {
			if (this.time.isLeft(now)) {
				this.time.spend(30_000);
				spent += 30_000;
				now += 30_000;
			}
			else {
				now += 10_000;
			}
		}
		assertThat(spent).isBetween(48 * MILLI, 52 * MILLI);
	}

}
