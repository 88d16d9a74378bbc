package io.microgate.jwt;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one JWT that were found good, by their whole text. A token that is found
 * here is judged by what may have changed since: the time and the keys. What no longer
 * holds is forgotten, and its token judged from the start.
 */
public final class TokenCache {

	/** What a token of an ordinary size takes of the heap. */
	private static final int UNIT = 4096;

	/** What a value takes beside its text. */
	private static final int VALUE = 64;

	private final TimeRules timeRules;

	private final @Nullable Cache<String, Entry> entries;

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	private TokenCache(TimeRules timeRules, @Nullable Cache<String, Entry> entries) {
		this.timeRules = timeRules;
		this.entries = entries;
	}

	static TokenCache compile(JwtSpec.Cache spec, TimeRules timeRules, Clock clock) {
		return new TokenCache(timeRules, (spec.maximumSize() > 0) ? entries(spec.maximumSize(), clock) : null);
	}

	/**
	 * Upkeep is done by the threads that use the cache, so it has none of its own.
	 */
	private static Cache<String, Entry> entries(int maximumSize, Clock clock) {
		return Caffeine.newBuilder()
			.maximumWeight(maximumSize)
			.weigher((String token, Entry entry) -> entry.weight())
			.expireAfter(Expiry.creating((String token, Entry entry) -> entry.longestUse()))
			.ticker(() -> TimeUnit.SECONDS.toNanos(clock.instant().getEpochSecond()))
			.executor(Runnable::run)
			.build();
	}

	/**
	 * Looks for a token.
	 * @param token the token as sent
	 * @return the outcome of verifying it, or {@code null} if it has to be verified
	 */
	@Nullable Verification find(String token) {
		Entry entry = (this.entries != null) ? this.entries.getIfPresent(token) : null;
		if (this.entries == null || entry == null) {
			return null;
		}
		if (this.timeRules.check(entry.times()) == null && entry.evidence().holds()) {
			this.hits.increment();
			return entry.verification();
		}
		this.entries.asMap().remove(token, entry);
		return null;
	}

	/** Notes that a token was not found here and is verified. */
	void missed() {
		if (this.entries != null) {
			this.misses.increment();
		}
	}

	void remember(VerifiedJwt jwt, Verification verification, TokenTimes times, SigningEvidence evidence) {
		if (this.entries != null) {
			String token = jwt.getTokenValue();
			int weight = 1 + (token.length() + VALUE * jwt.countValues() - 1) / UNIT;
			this.entries.put(token,
					new Entry(verification, times, evidence, weight, this.timeRules.longestFurtherUse(times)));
		}
	}

	/**
	 * How many tokens were not verified again.
	 * @return the number since this cache was made
	 */
	public long hits() {
		return this.hits.sum();
	}

	/**
	 * How many tokens were verified, good ones and bad ones.
	 * @return the number since this cache was made, 0 when nothing is remembered
	 */
	public long misses() {
		return this.misses.sum();
	}

	/**
	 * How many tokens are remembered.
	 * @return the number, roughly
	 */
	public long size() {
		return (this.entries != null) ? this.entries.estimatedSize() : 0;
	}

	/**
	 * A remembered token.
	 *
	 * @param verification the outcome, shared by all requests
	 * @param times its times, checked again
	 * @param evidence why its signature counts, checked again
	 * @param weight for how many tokens of an ordinary size it counts
	 * @param longestUse after which it is forgotten
	 */
	private record Entry(Verification verification, TokenTimes times, SigningEvidence evidence, int weight,
			Duration longestUse) {
	}

}
