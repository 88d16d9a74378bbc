package io.microgate.test.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.Objects;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.microgate.jwt.JwtSpec;
import io.microgate.test.policy.PolicyCaseToken.Defect;
import io.microgate.test.policy.PolicyCaseToken.Times;
import io.microgate.test.token.TestKeys;
import io.microgate.test.token.TestToken;
import io.microgate.test.token.TestTokens;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * Makes the tokens of policy cases.
 */
final class CaseTokens {

	private static final String PADDING = "padding";

	private static final String DEFAULT_ALGORITHM = "ES256";

	private final Map<String, JwtSpec> jwts;

	private final TestKeys keys;

	/** Many cases send the same token, and to sign one takes longer than all else. */
	private final Map<Complete, String> signed = new ConcurrentHashMap<>();

	CaseTokens(Map<String, JwtSpec> jwts, TestKeys keys) {
		this.jwts = jwts;
		this.keys = keys;
	}

	/**
	 * Makes a token that a JWT accepts, but for what a case changes.
	 * @param jwt name of the JWT
	 * @param recipe the changes
	 * @param time when the token is sent
	 * @return the token
	 */
	String good(String jwt, PolicyCaseToken recipe, Instant time) {
		TestToken token = new TestTokens(() -> this.jwts, this.keys, InstantSource.fixed(time)).forJwt(jwt,
				recipe.entry());
		token = withHeader(withTimes(withDefects(token, recipe), recipe.times(), time), recipe.header());
		for (Map.Entry<String, @Nullable Object> claim : recipe.claims().entrySet()) {
			token = (claim.getValue() != null) ? token.claim(claim.getKey(), claim.getValue())
					: token.withoutClaim(claim.getKey());
		}
		String value = token.value();
		return (value.length() < recipe.size()) ? token.claim(PADDING, padding(recipe.size() - value.length())).value()
				: value;
	}

	private static TestToken withDefects(TestToken token, PolicyCaseToken recipe) {
		TestToken changed = token;
		for (Defect defect : recipe.defects()) {
			changed = switch (defect) {
				case EXPIRED -> changed.expired();
				case NOT_YET_VALID -> changed.notYetValid();
				case SIGNED_BY_STRANGER -> changed.signedByStranger();
			};
		}
		return changed;
	}

	private static TestToken withTimes(TestToken token, Times times, Instant time) {
		TestToken changed = token;
		changed = (times.issuedAt() != null) ? changed.issuedAt(time.plus(times.issuedAt())) : changed;
		changed = (times.notBefore() != null) ? changed.notBefore(time.plus(times.notBefore())) : changed;
		return (times.expiresAt() != null) ? changed.expiresAt(time.plus(times.expiresAt())) : changed;
	}

	private static TestToken withHeader(TestToken token, Map<String, String> header) {
		TestToken changed = token;
		for (Map.Entry<String, String> field : header.entrySet()) {
			changed = field.getKey().equals("alg") ? changed.algorithm(field.getValue())
					: changed.header(field.getKey(), field.getValue().isEmpty() ? null : field.getValue());
		}
		return changed;
	}

	/**
	 * Makes a token that takes nothing but a key from the configuration.
	 * @param recipe all that it has
	 * @param time when the token is sent
	 * @return the token
	 */
	String complete(PolicyCaseToken recipe, Instant time) {
		return this.signed.computeIfAbsent(new Complete(recipe.named(null), time), this::sign);
	}

	private String sign(Complete complete) {
		PolicyCaseToken recipe = complete.recipe();
		Instant time = complete.time();
		Map<String, @Nullable Object> header = new LinkedHashMap<>();
		header.put("alg", DEFAULT_ALGORITHM);
		header.putAll(recipe.header());
		Map<String, @Nullable Object> claims = new LinkedHashMap<>();
		putTime(claims, JwtClaimNames.IAT, recipe.times().issuedAt(), time);
		putTime(claims, JwtClaimNames.NBF, recipe.times().notBefore(), time);
		putTime(claims, JwtClaimNames.EXP, recipe.times().expiresAt(), time);
		recipe.claims().forEach((name, value) -> {
			if (value != null) {
				claims.put(name, value);
			}
		});
		String token = sign(recipe, header, claims);
		if (token.length() < recipe.size()) {
			claims.put(PADDING, padding(recipe.size() - token.length()));
			return sign(recipe, header, claims);
		}
		return token;
	}

	private String sign(PolicyCaseToken recipe, Map<String, @Nullable Object> header,
			Map<String, @Nullable Object> claims) {
		return this.keys.sign(Objects.requireNonNull(recipe.jwks()), header, JSONObjectUtils.toJSONString(claims),
				recipe.defects().contains(Defect.SIGNED_BY_STRANGER));
	}

	private static void putTime(Map<String, @Nullable Object> claims, String name, @Nullable Duration offset,
			Instant time) {
		if (offset != null) {
			claims.put(name, time.plus(offset).getEpochSecond());
		}
	}

	/** Longer than what is missing, as three characters become four. */
	private static String padding(int missing) {
		return "x".repeat(missing);
	}

	/**
	 * All that a token depends on that takes nothing but a key from the configuration.
	 *
	 * @param recipe all that it has
	 * @param time when it is sent
	 */
	private record Complete(PolicyCaseToken recipe, Instant time) {
	}

}
