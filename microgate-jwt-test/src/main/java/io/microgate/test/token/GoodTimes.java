package io.microgate.test.token;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import io.microgate.constraint.DurationText;
import io.microgate.jwt.JwtSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * The times of a token: those that were asked for, and others that fit them.
 */
final class GoodTimes {

	private static final Duration LIFETIME = Duration.ofHours(1);

	/** Shorter lifetimes are not rounded. */
	private static final Duration SHORT = Duration.ofMinutes(1);

	/** How far a token that is not valid is beyond the tolerance. */
	private static final Duration BEYOND = Duration.ofSeconds(10);

	private final Duration skew;

	private final Duration lifetime;

	private final @Nullable Duration maxLifetime;

	private final Instant now;

	GoodTimes(JwtSpec spec, Instant now) {
		String longest = spec.maxLifetime();
		this.skew = DurationText.parse(spec.clockSkewTolerance());
		this.maxLifetime = (longest != null) ? DurationText.parse(longest) : null;
		this.lifetime = shorter(LIFETIME);
		this.now = (this.lifetime.compareTo(SHORT) < 0) ? now : now.truncatedTo(ChronoUnit.SECONDS);
	}

	private Duration shorter(Duration duration) {
		return (this.maxLifetime != null && this.maxLifetime.compareTo(duration) < 0) ? this.maxLifetime : duration;
	}

	/**
	 * Adds the times that are not there yet.
	 * @param claims the claims, with the times that were asked for
	 * @param validity when the token is valid
	 */
	void addTo(Map<String, @Nullable Object> claims, Validity validity) {
		if (validity == Validity.PAST) {
			claims.putIfAbsent(JwtClaimNames.EXP, this.now.minus(this.skew).minus(BEYOND));
		}
		if (validity == Validity.FUTURE) {
			claims.putIfAbsent(JwtClaimNames.NBF, this.now.plus(this.skew).plus(BEYOND));
		}
		Instant issuedAt = instant(claims, JwtClaimNames.IAT);
		Instant notBefore = instant(claims, JwtClaimNames.NBF);
		Instant expiresAt = instant(claims, JwtClaimNames.EXP);
		if (expiresAt == null) {
			expiresAt = expiresAt((notBefore != null) ? notBefore : issuedAt);
			claims.putIfAbsent(JwtClaimNames.EXP, expiresAt);
		}
		claims.putIfAbsent(JwtClaimNames.IAT, issuedAt(notBefore, expiresAt));
	}

	/**
	 * As late as for a token that begins now, if one that begins earlier may live so
	 * long.
	 */
	private Instant expiresAt(@Nullable Instant start) {
		if (start == null) {
			return this.now.plus(this.lifetime);
		}
		if (start.isAfter(this.now)) {
			return start.plus(this.lifetime);
		}
		Duration asked = Duration.between(start, this.now.plus(LIFETIME));
		return start.plus(shorter(asked));
	}

	/** Before the expiration in any case, as the token would be malformed. */
	private Instant issuedAt(@Nullable Instant notBefore, Instant expiresAt) {
		if (expiresAt.isAfter(this.now)) {
			return this.now;
		}
		return (notBefore != null && notBefore.isBefore(expiresAt)) ? notBefore : expiresAt.minus(this.lifetime);
	}

	private static @Nullable Instant instant(Map<String, @Nullable Object> claims, String name) {
		Object value = claims.get(name);
		return (value instanceof Number seconds) ? Instant.ofEpochSecond(seconds.longValue())
				: (value instanceof Instant instant) ? instant : null;
	}

}
