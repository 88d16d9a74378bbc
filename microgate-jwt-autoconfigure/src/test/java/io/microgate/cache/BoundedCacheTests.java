package io.microgate.cache;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BoundedCache}.
 */
class BoundedCacheTests {

	private static final int SIZE = 10_000;

	private final BoundedCache<String, Integer> cache = new BoundedCache<>(SIZE);

	/** As a token is used: verified and remembered unless it is found. */
	private int misses(String prefix, int count) {
		int misses = 0;
		for (int i = 0; i < count; i++) {
			if (this.cache.get(prefix + i) == null) {
				misses++;
				this.cache.put(prefix + i, i, 1);
			}
		}
		return misses;
	}

	@Test
	void getWhenOthersAreNoLongerUsedThenRememberedWithinTheSecondUse() {
		assertThat(misses("old", SIZE)).isEqualTo(SIZE);
		for (int i = 0; i < 5; i++) {
			assertThat(misses("old", SIZE)).isZero();
		}
		assertThat(misses("new", SIZE)).isEqualTo(SIZE);
		misses("new", SIZE);
		assertThat(misses("new", SIZE)).isLessThan(SIZE / 20);
		assertThat(misses("new", SIZE)).isLessThan(SIZE / 100);
	}

	@Test
	void getWhenFloodOfKeysThatAreUsedOnceThenOthersAreStillRemembered() {
		misses("user", SIZE / 2);
		misses("user", SIZE / 2);
		int flood = 0;
		for (int i = 0; i < 10; i++) {
			assertThat(misses("flood" + flood++ + "-", SIZE)).isEqualTo(SIZE);
			assertThat(misses("user", SIZE / 2)).isLessThan(SIZE / 100);
		}
		assertThat(this.cache.size()).isEqualTo(SIZE);
	}

	@Test
	void putWhenSameKeyThenReplaced() {
		this.cache.put("a", 1, 10);
		this.cache.put("a", 2, SIZE);
		assertThat(this.cache.get("a")).isEqualTo(2);
		this.cache.put("a", 3, SIZE + 1);
		assertThat(this.cache.get("a")).isNull();
		assertThat(this.cache.size()).isZero();
	}

	@Test
	void removeWhenReplacedThenStays() {
		Integer before = Integer.valueOf(1000);
		this.cache.put("a", before, 1);
		this.cache.put("a", 2000, 1);
		this.cache.remove("a", before);
		assertThat(this.cache.get("a")).isEqualTo(2000);
		this.cache.remove("a", this.cache.get("a"));
		assertThat(this.cache.get("a")).isNull();
	}

	@Test
	void putWhenOthersHaveExpiredThenTheyAreRemovedFirst() {
		for (int i = 0; i < SIZE; i++) {
			this.cache.put("a" + i, i, 1, (i % 2 == 0) ? 10 : 1000, 5);
		}
		this.cache.put("b", 0, 1, 1000, 10);
		assertThat(this.cache.size()).isEqualTo(SIZE);
		for (int i = 0; i < 100; i++) {
			this.cache.put("c" + i, i, 1, 1000, 11);
		}
		assertThat(this.cache.size()).isBetween(SIZE / 2L, SIZE / 2L + 101);
		assertThat(this.cache.get("a5001")).isEqualTo(5001);
	}

	@Test
	void putWhenAllOthersHaveExpiredThenSomeOfThemAreRemoved() {
		for (int i = 0; i < SIZE; i++) {
			this.cache.put("a" + i, i, 1, 10, 5);
		}
		this.cache.put("b", 0, 1, 1000, 11);
		assertThat(this.cache.size()).isEqualTo(SIZE - 128 + 1);
	}

	@Test
	void putWhenAllOthersAreUsedThenSomeOfThemGetAnotherTurn() {
		misses("a", SIZE);
		assertThat(misses("a", SIZE)).isZero();
		this.cache.put("b", 0, 1);
		assertThat(this.cache.get("a127")).isEqualTo(127);
		assertThat(this.cache.get("a128")).isNull();
		assertThat(this.cache.size()).isEqualTo(SIZE);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 7, 100 })
	void putWhenAnythingHappensThenNeverMoreThanTheMaximum(int maximum) {
		BoundedCache<Integer, Integer> bounded = new BoundedCache<>(maximum);
		Random random = new Random(maximum);
		int[] weights = random.ints(400, 1, maximum + 3).toArray();
		for (int i = 0; i < 20_000; i++) {
			int key = random.nextInt(weights.length);
			int second = i / 10;
			switch (random.nextInt(4)) {
				case 0 -> bounded.put(key, i, weights[key], second + random.nextInt(50), second);
				case 1 -> bounded.put(key, i, weights[key]);
				case 2 -> bounded.get(key);
				default -> {
					Integer value = bounded.get(key);
					if (value != null) {
						bounded.remove(key, value);
					}
				}
			}
			int sum = 0;
			int count = 0;
			for (int j = 0; j < weights.length; j++) {
				sum += (bounded.get(j) != null) ? weights[j] : 0;
				count += (bounded.get(j) != null) ? 1 : 0;
			}
			assertThat(sum).isLessThanOrEqualTo(maximum);
			assertThat(bounded.size()).isEqualTo(count);
		}
	}

}
