package io.microgate.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;

import io.microgate.cache.BoundedCache;

/**
 * Counts the hits of caches that remember tokens by different policies.
 */
final class CachePolicies {

	private final int size;

	CachePolicies(int size) {
		this.size = size;
	}

	/**
	 * Plays a history with all policies.
	 * @param lives the history
	 * @return hits per request by policy
	 */
	Map<String, Double> hitRates(TokenLives lives) {
		Map<String, Double> rates = new LinkedHashMap<>();
		rates.put("best possible", bestPossible(lives));
		rates.put("microgate", play(lives, microgate()));
		rates.put("caffeine", play(lives, caffeine()));
		rates.put("lru", play(lives, leastRecentlyUsed()));
		return rates;
	}

	private static double play(TokenLives lives, Policy policy) {
		int hits = 0;
		for (int i = 0; i < lives.requests(); i++) {
			int token = lives.token(i);
			hits += policy.request(token, lives.expiration(token), lives.second(i)) ? 1 : 0;
		}
		return hits / (double) lives.requests();
	}

	private Policy microgate() {
		BoundedCache<Integer, Integer> cache = new BoundedCache<>(this.size);
		return (token, expiration, second) -> {
			boolean hit = cache.get(token) != null;
			if (!hit) {
				cache.put(token, token, 1, expiration, second);
			}
			return hit;
		};
	}

	private Policy caffeine() {
		AtomicInteger now = new AtomicInteger();
		Cache<Integer, Integer> cache = Caffeine.newBuilder()
			.maximumSize(this.size)
			.expireAfter(Expiry
				.creating((Integer token, Integer expiration) -> Duration.ofSeconds(expiration - now.get() + 1L)))
			.ticker(() -> TimeUnit.SECONDS.toNanos(now.get()))
			.executor(Runnable::run)
			.build();
		return (token, expiration, second) -> {
			now.set(second);
			boolean hit = cache.getIfPresent(token) != null;
			if (!hit) {
				cache.put(token, expiration);
			}
			return hit;
		};
	}

	/** Evicts an expired token only when its turn has come. */
	private Policy leastRecentlyUsed() {
		Map<Integer, Integer> cache = new LinkedHashMap<>(16, 0.75f, true);
		return (token, expiration, second) -> {
			boolean hit = cache.put(token, expiration) != null;
			if (cache.size() > this.size) {
				cache.remove(cache.keySet().iterator().next());
			}
			return hit;
		};
	}

	/**
	 * Keeps the tokens that are used next, which takes knowledge of the future (Belady).
	 */
	private double bestPossible(TokenLives lives) {
		int[] nextUse = new int[lives.requests()];
		int[] seen = new int[lives.issued()];
		Arrays.fill(seen, Integer.MAX_VALUE);
		for (int i = lives.requests() - 1; i >= 0; i--) {
			nextUse[i] = seen[lives.token(i)];
			seen[lives.token(i)] = i;
		}
		TreeMap<Integer, Integer> cache = new TreeMap<>();
		int hits = 0;
		for (int i = 0; i < lives.requests(); i++) {
			hits += (cache.remove(i) != null) ? 1 : 0;
			if (nextUse[i] != Integer.MAX_VALUE) {
				cache.put(nextUse[i], lives.token(i));
			}
			if (cache.size() > this.size) {
				cache.pollLastEntry();
			}
		}
		return hits / (double) lives.requests();
	}

	/**
	 * Remembers tokens by some policy.
	 */
	@FunctionalInterface
	private interface Policy {

		/** Uses a token, and returns whether it was remembered. */
		boolean request(int token, int expiration, int second);

	}

}
