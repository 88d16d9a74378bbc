package io.microgate.jwt;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.binding.Confirmation;
import io.microgate.jose.LongNumber;
import io.microgate.jose.MalformedJoseException;
import io.microgate.jose.NumericDate;
import io.microgate.jose.StrictJson;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * The token's own claims (RFC 7519 section 4), well-formed but not verified: what
 * verification reads. A registered claim that is {@code null} counts as absent. What a
 * verified token says to conditions and handlers is a {@link VerifiedJwt}.
 *
 * @param values all claims as they were read
 * @param times those of them that are times
 * @param audiences the audiences, empty when {@code aud} is neither a string nor a list
 * of strings
 */
record TokenClaims(Map<String, @Nullable Object> values, TokenTimes times, Set<?> audiences) {

	static Map<String, @Nullable Object> parse(byte[] payload) throws MalformedJoseException {
		Map<String, @Nullable Object> values = StrictJson.parseUnverified(payload);
		if (values.isEmpty()) {
			throw new MalformedJoseException("has no claims");
		}
		return values;
	}

	static TokenClaims of(Map<String, @Nullable Object> values) throws MalformedJoseException {
		Instant expiresAt = time(values, JwtClaimNames.EXP);
		Instant issuedAt = time(values, JwtClaimNames.IAT);
		if (expiresAt != null && issuedAt != null && !expiresAt.isAfter(issuedAt)) {
			throw new MalformedJoseException("expires before it was issued");
		}
		return new TokenClaims(values, new TokenTimes(expiresAt, time(values, JwtClaimNames.NBF), issuedAt),
				audiences(values.get(JwtClaimNames.AUD)));
	}

	/**
	 * What the token is bound to (RFC 7800), {@code null} for nothing.
	 */
	@Nullable Confirmation confirmation() {
		return Confirmation.of(this.values.get("cnf"));
	}

	/**
	 * The value of a claim of a verified token, with exact numbers.
	 */
	@Nullable Object exactValue(String name) {
		return LongNumber.exact(Collections.singletonMap(name, this.values.get(name))).get(name);
	}

	@Nullable String text(String name) {
		return (this.values.get(name) instanceof String text) ? text : null;
	}

	/** A set, as many entries may each look for many audiences in a list of thousands. */
	private static Set<?> audiences(@Nullable Object audience) {
		if (audience instanceof String text) {
			return Set.of(text);
		}
		if (!(audience instanceof List<?> list)) {
			return Set.of();
		}
		for (Object element : list) {
			if (!(element instanceof String)) {
				return Set.of();
			}
		}
		return (list.size() == 1) ? Set.of(list.get(0)) : new HashSet<>(list);
	}

	/**
	 * Converts the claims to those that {@code Jwt} has: times as instants, audiences as
	 * a list, and derived claims.
	 * @param derivedClaims derived from the claims of this token
	 * @param shared what other tokens say
	 * @return what conditions and handlers see, unmodifiable
	 */
	Map<String, @Nullable Object> toJwtClaims(DerivedClaims derivedClaims, SharedValues shared) {
		Map<String, @Nullable Object> own = LongNumber.exact(this.values);
		Map<String, @Nullable Object> converted = shared.copyOf(own, this::jwtValue);
		Map<String, @Nullable Object> claims = derivedClaims.replacedIn(converted, own);
		return (claims != converted) ? shared.copyOf(claims) : claims;
	}

	private Object jwtValue(String name, Object value) {
		Object converted = switch (name) {
			case JwtClaimNames.AUD -> (value instanceof String audience) ? List.of(audience) : value;
			case JwtClaimNames.EXP -> this.times.expiresAt();
			case JwtClaimNames.NBF -> this.times.notBefore();
			case JwtClaimNames.IAT -> this.times.issuedAt();
			default -> value;
		};
		return (converted != null) ? converted : value;
	}

	private static @Nullable Instant time(Map<String, @Nullable Object> values, String name)
			throws MalformedJoseException {
		Object value = values.get(name);
		if (value == null) {
			return null;
		}
		if (!(value instanceof Number number)) {
			throw new MalformedJoseException("has a '" + name + "' that is not a number");
		}
		return NumericDate.toInstant(number);
	}

}
