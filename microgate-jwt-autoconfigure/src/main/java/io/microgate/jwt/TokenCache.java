package io.microgate.jwt;

import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;

import io.microgate.cache.BoundedCache;
import io.microgate.jose.KnownHeaders;
import io.microgate.request.SentToken;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one JWT that were found good, by their whole text. A token that is found
 * here is judged by what may have changed since: the time and the keys. What no longer
 * holds is forgotten, and its token judged from the start. Their headers are kept as
 * well, so that a header that many tokens have is read once.
 */
public final class TokenCache {

	/** What a token of an ordinary size takes of the heap. */
	private static final int UNIT = 4096;

	/** What a value takes beside its text. */
	private static final int VALUE = 64;

	private final TimeRules timeRules;

	private final Clock clock;

	private final @Nullable BoundedCache<SentToken, Entry> entries;

	private final KnownHeaders knownHeaders = new KnownHeaders();

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	private TokenCache(TimeRules timeRules, Clock clock, @Nullable BoundedCache<SentToken, Entry> entries) {
		this.timeRules = timeRules;
		this.clock = clock;
		this.entries = entries;
	}

	static TokenCache compile(JwtSpec.Cache spec, TimeRules timeRules, Clock clock) {
		return new TokenCache(timeRules, clock,
				(spec.maximumSize() > 0) ? new BoundedCache<>(spec.maximumSize()) : null);
	}

	/**
	 * Looks for a token.
	 * @param token the token as sent
	 * @return the outcome of verifying it, or {@code null} if it has to be verified
	 */
	@Nullable Verification find(SentToken token) {
		if (this.entries == null) {
			return null;
		}
		Entry entry = this.entries.get(token);
		if (entry == null) {
			return null;
		}
		if (this.timeRules.check(entry.times()) == null && entry.evidence().holds()) {
			this.hits.increment();
			return entry.verification();
		}
		this.entries.remove(token, entry);
		return null;
	}

	/** Notes that a token was not found here and is verified. */
	void missed() {
		if (this.entries != null) {
			this.misses.increment();
		}
	}

	/**
	 * The headers of tokens that were found good, which are kept even if no tokens are.
	 */
	KnownHeaders knownHeaders() {
		return this.knownHeaders;
	}

	void remember(UnverifiedToken token, VerifiedJwt jwt, Verification verification, SigningEvidence evidence) {
		this.knownHeaders.add(token.jws().header());
		if (this.entries != null) {
			TokenTimes times = token.claims().times();
			int weight = 1 + (token.sent().length() + VALUE * jwt.countValues() - 1) / UNIT;
			this.entries.put(token.sent(), new Entry(verification, times, evidence), weight,
					this.timeRules.lastSecond(times), this.clock.instant().getEpochSecond());
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
	 * @return the number
	 */
	public long size() {
		return (this.entries != null) ? this.entries.size() : 0;
	}

	/**
	 * A remembered token.
	 *
	 * @param verification the outcome, shared by all requests
	 * @param times its times, checked again
	 * @param evidence why its signature counts, checked again
	 */
	private record Entry(Verification verification, TokenTimes times, SigningEvidence evidence) {
	}

}
