package io.microgate.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Simulates which share of requests has a remembered token, by the policy of the cache.
 * Nothing is measured, so every run prints the same.
 */
final class LivesBenchmark {

	/** Stands for any size: what counts is how many tokens there are for it. */
	private static final int SIZE = 2000;

	private static final int PER_SECOND = SIZE / 20;

	private static final double SKEW = 0.9;

	private final Arguments arguments;

	LivesBenchmark(Arguments arguments) {
		this.arguments = arguments;
	}

	void run() {
		Figures.print("Hits in %% of requests%n");
		Figures.print("%-46s %10s %s", "", "uses each", "best possible  microgate  caffeine  lru");
		histories().forEach((name, lives) -> {
			if (name.contains(this.arguments.text("only", ""))) {
				play(name, lives.get());
			}
		});
	}

	private void play(String name, TokenLives lives) {
		Map<String, Double> rates = new CachePolicies(SIZE).hitRates(lives);
		StringBuilder row = new StringBuilder();
		rates.forEach((policy, rate) -> row.append(("%" + policy.length() + ".1f  ").formatted(100 * rate)));
		Figures.print("%-46s %10.1f %s", name, lives.requests() / (double) lives.issued(), row);
	}

	private static Map<String, Supplier<TokenLives>> histories() {
		Map<String, Supplier<TokenLives>> histories = new LinkedHashMap<>();
		for (double skew : new double[] { SKEW, 0 }) {
			for (int minutes : new int[] { 5, 15, 60 }) {
				for (double share : new double[] { 0.25, 0.5, 1, 1.5, 2, 4 }) {
					int users = (int) (share * SIZE);
					histories.put(
							"users %s of size, %s, %d min".formatted(share, (skew > 0) ? "unequal" : "equal", minutes),
							() -> TokenLives.users(users, skew, minutes, PER_SECOND, 0));
				}
			}
		}
		histories.put("users 1.0 of size, unequal, half of tokens once",
				() -> TokenLives.users(SIZE, SKEW, 15, PER_SECOND, 0.5));
		histories.put("users 0.5 of size, unequal, 9 of 10 tokens once",
				() -> TokenLives.users(SIZE / 2, SKEW, 60, 2 * PER_SECOND, 0.9));
		histories.put("one client, 9 of 10 tokens once", () -> TokenLives.users(1, 0, 60, 2 * PER_SECOND, 0.9));
		for (double share : new double[] { 0.5, 1, 2 }) {
			histories.put("waves of %s of size".formatted(share),
					() -> TokenLives.waves((int) (share * SIZE), PER_SECOND));
		}
		histories.put("all tokens replaced at once", () -> TokenLives.replaced(SIZE));
		return histories;
	}

}
