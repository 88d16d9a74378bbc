package io.microgate.benchmarks;

import java.util.Arrays;
import java.util.Random;

/**
 * Which token each request of a service sends, for as long as it runs: an invented
 * history, the same in each run.
 */
final class TokenLives {

	private int[] tokens = new int[1 << 16];

	private int[] seconds = new int[1 << 16];

	private int requests;

	private int[] expirations = new int[1 << 16];

	private int issued;

	int requests() {
		return this.requests;
	}

	int issued() {
		return this.issued;
	}

	int token(int request) {
		return this.tokens[request];
	}

	int second(int request) {
		return this.seconds[request];
	}

	/** The last second of a token. */
	int expiration(int token) {
		return this.expirations[token];
	}

	private void request(int token, int second) {
		if (this.requests == this.tokens.length) {
			this.tokens = Arrays.copyOf(this.tokens, 2 * this.requests);
			this.seconds = Arrays.copyOf(this.seconds, 2 * this.requests);
		}
		this.tokens[this.requests] = token;
		this.seconds[this.requests] = second;
		this.requests++;
	}

	private int issue(int expiration) {
		if (this.issued == this.expirations.length) {
			this.expirations = Arrays.copyOf(this.expirations, 2 * this.issued);
		}
		this.expirations[this.issued] = expiration;
		return this.issued++;
	}

	/**
	 * Users who come and go independently of each other for an hour. Each replaces an
	 * expired token with the next request.
	 * @param users the number of users
	 * @param skew the exponent of Zipf's law by which they differ in activity, 0 if they
	 * do not
	 * @param minutes the lifetime of a token
	 * @param perSecond the number of requests per second
	 * @param once the share of requests with a token that is used once
	 * @return the history
	 */
	static TokenLives users(int users, double skew, int minutes, int perSecond, double once) {
		TokenLives lives = new TokenLives();
		Random random = new Random(1);
		double[] shares = shares(users, skew);
		int[] current = new int[users];
		Arrays.fill(current, -1);
		for (int second = 0; second < 3600; second++) {
			for (int i = 0; i < perSecond; i++) {
				if (random.nextDouble() < once) {
					lives.request(lives.issue(second + 60 * minutes), second);
					continue;
				}
				int place = Arrays.binarySearch(shares, random.nextDouble() * shares[users - 1]);
				int user = Math.min((place < 0) ? -place - 1 : place, users - 1);
				boolean first = current[user] < 0;
				if (first || lives.expiration(current[user]) < second) {
					// In the beginning tokens are of any age
					int age = first ? random.nextInt(60 * minutes) : 0;
					current[user] = lives.issue(second + 60 * minutes - age);
				}
				lives.request(current[user], second);
			}
		}
		return lives;
	}

	private static double[] shares(int users, double skew) {
		double[] shares = new double[users];
		double sum = 0;
		for (int i = 0; i < users; i++) {
			sum += Math.pow(i + 1, -skew);
			shares[i] = sum;
		}
		return shares;
	}

	/**
	 * Users who log in together every half an hour, work for half an hour and leave.
	 * @param users the number of users in a wave
	 * @param perSecond the number of requests per second
	 * @return the history
	 */
	static TokenLives waves(int users, int perSecond) {
		TokenLives lives = new TokenLives();
		Random random = new Random(2);
		int[] current = new int[users];
		for (int second = 0; second < 7200; second++) {
			if (second % 1800 == 0) {
				Arrays.fill(current, -1);
			}
			for (int i = 0; i < perSecond; i++) {
				int user = random.nextInt(users);
				if (current[user] < 0) {
					current[user] = lives.issue(second + 3600);
				}
				lives.request(current[user], second);
			}
		}
		return lives;
	}

	/**
	 * Users whose tokens are all replaced at once, long before they expire.
	 * @param users the number of users
	 * @return the history, five uses of each token
	 */
	static TokenLives replaced(int users) {
		TokenLives lives = new TokenLives();
		for (int generation = 0; generation < 2; generation++) {
			for (int use = 0; use < 5; use++) {
				for (int user = 0; user < users; user++) {
					int token = (use == 0) ? lives.issue(86_400) : generation * users + user;
					lives.request(token, 0);
				}
			}
		}
		return lives;
	}

}
