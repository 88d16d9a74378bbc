package io.microgate.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BoundedCache} under many threads.
 */
@Tag("slow")
class BoundedCacheConcurrencyTests {

	private static final int THREADS = 8;

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	/** A value that tells which key it belongs to. */
	private record Value(int key, int weight, long lastSecond) {
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 10, 300 })
	void getWhenAllThreadsChangeThenConsistent(int maximum) throws Exception {
		BoundedCache<Integer, Value> cache = new BoundedCache<>(maximum);
		List<Future<Integer>> wrong = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			int seed = i;
			wrong.add(this.threads.submit(() -> change(cache, seed, maximum)));
		}
		for (Future<Integer> count : wrong) {
			assertThat(count.get()).isZero();
		}
		// What is left still leaves: nothing has lost its place in a queue or in the heap
		long left = cache.size();
		for (int i = 0; i <= left / 128 + 1; i++) {
			cache.put(-1, new Value(-1, 1, 9_000_000), 1, 9_000_000, 5_000_000);
		}
		assertThat(cache.size()).isOne();
		for (int i = 0; i < 4 * maximum; i++) {
			cache.put(-2 - i, new Value(-2 - i, 1, 0), 1);
			assertThat(cache.size()).isLessThanOrEqualTo(maximum);
		}
		assertThat(cache.size()).isEqualTo(maximum);
	}

	private static int change(BoundedCache<Integer, Value> cache, int seed, int maximum) {
		Random random = new Random(seed);
		int wrong = 0;
		for (int i = 0; i < 150_000; i++) {
			int key = random.nextInt(400);
			int second = i / 100;
			Value found = cache.get(key);
			wrong += (found != null && found.key() != key) ? 1 : 0;
			if (found == null || random.nextInt(20) == 0) {
				Value value = new Value(key, 1 + random.nextInt(3), second + random.nextInt(100));
				cache.put(key, value, value.weight(), value.lastSecond(), second);
			}
			else if (random.nextInt(20) == 0) {
				cache.remove(key, found);
			}
			wrong += (cache.size() > maximum) ? 1 : 0;
		}
		return wrong;
	}

	@Test
	void getWhenUsedByAllThreadsThenNeverLostWhileOthersComeAndGo() throws Exception {
		BoundedCache<Integer, Integer> cache = new BoundedCache<>(1000);
		for (int key = 0; key < 100; key++) {
			cache.put(key, key, 1);
			cache.get(key);
		}
		List<Future<Integer>> misses = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			int first = 1000 + i * 1_000_000;
			misses.add(this.threads.submit(() -> {
				int missed = 0;
				for (int j = 0; j < 50_000; j++) {
					missed += (cache.get(j % 100) == null) ? 1 : 0;
					cache.put(first + j, j, 1);
				}
				return missed;
			}));
		}
		for (Future<Integer> missed : misses) {
			assertThat(missed.get()).isLessThan(500);
		}
	}

}
