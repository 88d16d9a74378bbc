package io.microgate.jwt;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import io.microgate.constraint.DurationText;
import io.microgate.decision.DenyReason;
import org.jspecify.annotations.Nullable;

/**
 * When a token is valid. Boundaries are valid, the skew widens the window of validity but
 * not the lifetime a token may have been given.
 */
final class TimeRules {

	private final boolean expirationRequired;

	private final @Nullable Duration maxLifetime;

	private final Duration skew;

	private final Clock clock;

	private TimeRules(boolean expirationRequired, @Nullable Duration maxLifetime, Duration skew, Clock clock) {
		this.expirationRequired = expirationRequired;
		this.maxLifetime = maxLifetime;
		this.skew = skew;
		this.clock = clock;
	}

	static TimeRules compile(JwtSpec spec, Clock clock) {
		// only a spec that says so does without an expiration
		boolean expirationRequired = !Boolean.FALSE.equals(spec.expirationRequired());
		String maxLifetime = spec.maxLifetime();
		return new TimeRules(expirationRequired, (maxLifetime != null) ? DurationText.parse(maxLifetime) : null,
				DurationText.parse(spec.clockSkewTolerance()), clock);
	}

	/** The same rules at one moment. */
	TimeRules at(Instant time) {
		return new TimeRules(this.expirationRequired, this.maxLifetime, this.skew, Clock.fixed(time, ZoneOffset.UTC));
	}

	Duration skew() {
		return this.skew;
	}

	/**
	 * Never negative, the skew matters only after the expiration and before the begin.
	 */
	@Nullable DenyReason check(TokenTimes times) {
		Instant now = this.clock.instant();
		Instant expiresAt = times.expiresAt();
		Instant notBefore = times.notBefore();
		if (expiresAt == null && this.expirationRequired) {
			return DenyReason.TOKEN_EXPIRATION_MISSING;
		}
		if (expiresAt != null && now.isAfter(expiresAt) && now.isAfter(plusSkew(expiresAt))) {
			return DenyReason.TOKEN_EXPIRED;
		}
		if (notBefore != null && now.isBefore(notBefore) && plusSkew(now).isBefore(notBefore)) {
			return DenyReason.TOKEN_NOT_YET_VALID;
		}
		return isLifetimeAccepted(times, now) ? null : DenyReason.TOKEN_LIFETIME;
	}

	private boolean isLifetimeAccepted(TokenTimes times, Instant now) {
		if (this.maxLifetime == null) {
			return true;
		}
		Instant issuedAt = times.issuedAt();
		Instant start = (times.notBefore() != null) ? times.notBefore() : issuedAt;
		if (times.expiresAt() == null || start == null) {
			return false;
		}
		// an issue time in the future would make any lifetime look short
		if (times.notBefore() == null && start.isAfter(plusSkew(now))) {
			return false;
		}
		return Duration.between(start, times.expiresAt()).compareTo(this.maxLifetime) <= 0;
	}

	/**
	 * Returns the second after which a token has expired.
	 * @param times the times of the token
	 * @return the second of the epoch, the highest number if the token does not expire
	 */
	long lastSecond(TokenTimes times) {
		Instant expiresAt = times.expiresAt();
		return (expiresAt != null) ? plusSkew(expiresAt).getEpochSecond() : Long.MAX_VALUE;
	}

	private Instant plusSkew(Instant time) {
		try {
			return time.plus(this.skew);
		}
		catch (DateTimeException | ArithmeticException ex) {
			// the skew is positive, so the sum lies beyond the last instant
			return Instant.MAX;
		}
	}

}
