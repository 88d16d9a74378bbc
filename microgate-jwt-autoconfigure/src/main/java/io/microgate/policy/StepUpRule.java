package io.microgate.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.constraint.DurationText;
import io.microgate.jose.NumericDate;
import io.microgate.policy.AccessControlPolicySpec.StepUp;
import org.jspecify.annotations.Nullable;

/**
 * Judges how and when the user has authenticated (RFC 9470), for each request: a token
 * that is remembered grows older.
 */
public final class StepUpRule {

	/**
	 * Any authentication is enough.
	 */
	public static final StepUpRule NONE = new StepUpRule(new StepUp(null, null), Duration.ZERO, Clock.systemUTC());

	private final @Nullable List<String> classes;

	private final @Nullable Duration maxAge;

	private final Duration skew;

	private final Clock clock;

	private StepUpRule(StepUp spec, Duration skew, Clock clock) {
		this.classes = spec.acr();
		this.maxAge = (spec.maxAge() != null) ? DurationText.parse(spec.maxAge()) : null;
		this.skew = skew;
		this.clock = clock;
	}

	static StepUpRule compile(@Nullable StepUp spec, Duration skew, Clock clock) {
		return (spec != null) ? new StepUpRule(spec, skew, clock) : NONE;
	}

	/**
	 * Judges the claims of a token.
	 * @param claims the claims of a verified token, as conditions compare them
	 * @param sentAt when the request is sent, {@code null} for now
	 * @return {@code false} if the user has to authenticate again
	 */
	public boolean isSatisfiedBy(Map<String, Object> claims, @Nullable Instant sentAt) {
		return hasClass(claims) && isRecent(claims, sentAt);
	}

	/**
	 * Whether the user has authenticated strongly enough, however long ago.
	 * @param claims the claims of a verified token, as conditions compare them
	 * @return {@code false} if the user has to authenticate in another way
	 */
	public boolean hasClass(Map<String, Object> claims) {
		return this.classes == null || (claims.get("acr") instanceof String acr && this.classes.contains(acr));
	}

	/**
	 * Whether the user has authenticated recently enough. The skew is for a clock that is
	 * ahead, and does not prolong the age.
	 * @param claims the claims of a verified token, as conditions compare them
	 * @param sentAt when the request is sent, {@code null} for now
	 * @return {@code false} if the user has to authenticate again
	 */
	public boolean isRecent(Map<String, Object> claims, @Nullable Instant sentAt) {
		if (this.maxAge == null) {
			return true;
		}
		Instant now = (sentAt != null) ? sentAt : this.clock.instant();
		Instant authenticated = NumericDate.read(claims.get("auth_time"));
		return authenticated != null && !authenticated.isAfter(now.plus(this.skew))
				&& Duration.between(authenticated, now).compareTo(this.maxAge) <= 0;
	}

	/**
	 * What the challenge asks for (RFC 9470 section 3).
	 * @return the parameters by name, in their order
	 */
	public Map<String, String> parameters() {
		Map<String, String> parameters = new LinkedHashMap<>();
		if (this.classes != null) {
			parameters.put("acr_values", String.join(" ", this.classes));
		}
		if (this.maxAge != null) {
			parameters.put("max_age", String.valueOf(this.maxAge.toSeconds()));
		}
		return parameters;
	}

}
