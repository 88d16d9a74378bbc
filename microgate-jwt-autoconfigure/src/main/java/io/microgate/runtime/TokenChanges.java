package io.microgate.runtime;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.constraint.DurationText;
import io.microgate.decision.DenyReason;
import io.microgate.engine.Explanation.Change;
import io.microgate.jose.LongNumber;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.TokenTrace;
import io.microgate.match.ExampleText;
import org.jspecify.annotations.Nullable;

/**
 * Finds what has to be another in a token that is refused.
 */
final class TokenChanges {

	/** How long a token stays valid that is made to try the change. */
	private static final long SECONDS = 60;

	private final TracedConfiguration traced;

	private final JwtSpec jwt;

	private final TokenTrace token;

	private final int number;

	TokenChanges(TracedConfiguration traced) {
		this.traced = traced;
		this.jwt = traced.jwt();
		this.token = traced.trace().token();
		this.number = Math.max(0, RequirementExplanations.deciding(traced));
	}

	Change forToken(DenyReason reason) {
		String jwks = TokenTexts.jwksName(requirement());
		return switch (reason) {
			case TOKEN_TYPE -> change(SmallestChange.TOKEN, "typ", ClaimValueText.quote(firstType()), reason);
			case TOKEN_ALGORITHM -> change(SmallestChange.TOKEN, "alg", (this.jwt.extensions().algorithms() != null)
					? ClaimValueText.quote(this.jwt.extensions().algorithms().get(0)) : null, reason);
			case TOKEN_ISSUER, TOKEN_AUDIENCE, TOKEN_SUBJECT, TOKEN_CLAIMS -> forClaim(reason);
			case TOKEN_EXPIRED, TOKEN_EXPIRATION_MISSING, TOKEN_LIFETIME, TOKEN_NOT_YET_VALID -> forTime(reason);
			case KEY_UNAVAILABLE -> new Change(SmallestChange.CONFIGURATION, "microgate.jwks." + jwks, null,
					this.traced.placeOfJwks(jwks), "Make the keys of JWKS '%s' available".formatted(jwks));
			case TOKEN_MALFORMED -> whole("Use a signed token in compact form");
			default -> whole("Use a token that is signed by a key of JWKS '%s'".formatted(jwks));
		};
	}

	private JwtSpec.RequireAny requirement() {
		return this.traced.requirements().get(this.number);
	}

	private String firstType() {
		List<String> types = Objects.requireNonNullElse(this.jwt.extensions().types(),
				JwtSpec.Extensions.DEFAULT_TYPES);
		return types.stream().filter((type) -> !type.isEmpty()).findFirst().orElse("");
	}

	private Change whole(String text) {
		return new Change(SmallestChange.TOKEN, "token", null, this.traced.placeInRequirement(this.number), text);
	}

	private Change claim(String name, @Nullable String value, DenyReason reason) {
		return change(SmallestChange.CLAIM, name, value, reason);
	}

	private Change change(String kind, String name, @Nullable String value, DenyReason reason) {
		TokenTrace.Entry entry = this.token.entries().isEmpty() ? new TokenTrace.Entry(reason, false, false, -1)
				: this.token.entries().get(this.number);
		TokenStep step = Objects.requireNonNull(TokenStep.of(reason));
		return new Change(kind, name, value, RequirementExplanations.place(this.traced, this.number, entry),
				"Use another token: %s%s".formatted(this.traced.texts().expected(step, this.number, entry),
						orCorrect(reason)));
	}

	/** The configuration names one value, which may be the wrong one of the two. */
	private String orCorrect(DenyReason reason) {
		return switch (reason) {
			case TOKEN_ISSUER -> ". Or, if the token is right, correct '%s'"
				.formatted((requirement().issuer() != null) ? "issuer" : "issuerTemplate");
			case TOKEN_AUDIENCE -> ". Or, if the token is right, correct 'audiences'";
			default -> "";
		};
	}

	private Change forClaim(DenyReason reason) {
		JwtSpec.RequireAny spec = requirement();
		TokenTrace.Entry entry = this.token.entries().get(this.number);
		return switch (reason) {
			case TOKEN_ISSUER -> entry.keyOfOther() ? whole("Use a token that is signed by another key")
					: claim("iss", (spec.issuer() != null) ? ClaimValueText.quote(spec.issuer()) : null, reason);
			case TOKEN_AUDIENCE ->
				claim("aud", ClaimValueText.quote(Objects.requireNonNull(spec.audiences()).get(0)), reason);
			case TOKEN_SUBJECT -> claim("sub",
					quote(ExampleText.of(Objects.requireNonNull(Objects.requireNonNull(spec.subject()).matcher()))),
					reason);
			default ->
				(entry.claim() >= 0) ? forClaim(Objects.requireNonNull(spec.extensions().claims()).get(entry.claim()))
						: claim(String.valueOf(this.jwt.extensions().principalClaim()), null, reason);
		};
	}

	private Change forClaim(JwtSpec.EntryClaim required) {
		String value = (required.value() == null) ? "true"
				: quote(ExampleText.of(Objects.requireNonNull(required.value().matcher())));
		return claim(String.valueOf(required.name()), value, DenyReason.TOKEN_CLAIMS);
	}

	private static @Nullable String quote(@Nullable String text) {
		return (text != null) ? ClaimValueText.quote(text) : null;
	}

	/** A time that leaves the token as long a life as it may have. */
	private Change forTime(DenyReason reason) {
		long now = this.token.time().getEpochSecond();
		if (reason == DenyReason.TOKEN_NOT_YET_VALID) {
			return isWithinLifetime(now, time("exp")) ? claim("nbf", Long.toString(now), reason) : anotherToken();
		}
		Long start = (time("nbf") != null) ? time("nbf") : time("iat");
		long expiration = now + SECONDS;
		return (this.jwt.maxLifetime() == null || (start != null && isWithinLifetime(start, expiration)))
				? claim("exp", Long.toString(expiration), reason) : anotherToken();
	}

	private boolean isWithinLifetime(long start, @Nullable Long end) {
		String lifetime = this.jwt.maxLifetime();
		return lifetime == null || (end != null && end - start <= DurationText.parse(lifetime).toSeconds());
	}

	private Change anotherToken() {
		return whole("Use a token that is " + this.traced.texts().time());
	}

	private @Nullable Long time(String name) {
		Map<String, @Nullable Object> claims = this.token.claims();
		if (!(claims.get(name) instanceof Number number) || number instanceof LongNumber) {
			return null;
		}
		double seconds = (number instanceof BigDecimal) ? number.doubleValue() : number.longValue();
		return (long) seconds;
	}

}
