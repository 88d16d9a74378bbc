package io.microgate.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.decision.DenyReason;
import io.microgate.engine.Explanation;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.TokenTrace;
import org.jspecify.annotations.Nullable;

/**
 * Explains how far a token came in each entry of {@code requireAny}.
 */
final class RequirementExplanations {

	private final TracedConfiguration traced;

	private final TokenTrace token;

	private final ExplainedToken explained;

	RequirementExplanations(TracedConfiguration traced, ExplainedToken explained) {
		this.traced = traced;
		this.token = traced.trace().token();
		this.explained = explained;
	}

	/** Only a token that a source has is verified. */
	List<Explanation.Requirement> explain() {
		List<Explanation.Requirement> requirements = new ArrayList<>();
		if (this.token.source() < 0 || this.token.isRefusedAtSource()) {
			return requirements;
		}
		for (int i = 0; i < this.traced.requirements().size(); i++) {
			TokenTrace.Entry entry = entry(i);
			TokenStep failed = (entry.failure() != null) ? TokenStep.of(entry.failure()) : null;
			String jwks = TokenTexts.jwksName(this.traced.requirements().get(i));
			requirements
				.add(new Explanation.Requirement(i, place(this.traced, i, entry), jwks, steps(i, entry, failed)));
		}
		return requirements;
	}

	/**
	 * A token that fails before its key fails in every entry, one that fails afterwards
	 * in each that it satisfies.
	 */
	private TokenTrace.Entry entry(int number) {
		DenyReason reason = this.traced.trace().decision().reason();
		if (this.token.entries().isEmpty()) {
			return new TokenTrace.Entry(reason, false, false, -1);
		}
		TokenTrace.Entry entry = this.token.entries().get(number);
		return (entry.failure() == null && TokenStep.isForEachRequest(reason))
				? new TokenTrace.Entry(reason, entry.keyless(), false, -1) : entry;
	}

	private List<Explanation.Step> steps(int number, TokenTrace.Entry entry, @Nullable TokenStep failed) {
		JwtSpec.RequireAny spec = this.traced.requirements().get(number);
		List<Explanation.Step> steps = new ArrayList<>();
		for (TokenStep step : TokenStep.values()) {
			boolean fails = step == failed;
			String outcome = fails ? "not met" : "met";
			if (!fails && isNotChecked(step, entry)) {
				outcome = "not checked";
			}
			steps.add(new Explanation.Step(step.text(), outcome,
					this.traced.texts().expected(step, number, fails ? entry : null), actual(step, spec, entry)));
			if (fails) {
				break;
			}
		}
		return steps;
	}

	private boolean isNotChecked(TokenStep step, TokenTrace.Entry entry) {
		return switch (step) {
			case STRUCTURE, TYPE, ALGORITHM -> !this.explained.structured();
			case KEY, SIGNATURE -> entry.keyless() || !this.explained.signed();
			default -> false;
		};
	}

	private @Nullable String actual(TokenStep step, JwtSpec.RequireAny spec, TokenTrace.Entry entry) {
		if (!this.explained.showsValues()) {
			return null;
		}
		Map<String, @Nullable Object> claims = this.token.claims();
		return switch (step) {
			case TYPE -> ClaimValueText.write(this.token.header().get("typ"));
			case ALGORITHM -> ClaimValueText.write(this.token.header().get("alg"));
			case KEY -> ClaimValueText.write(this.token.header().get("kid"));
			case ISSUER -> issuer(spec.issuer(), claims.get("iss"));
			case AUDIENCE -> ClaimValueText.write(claims.get("aud"));
			case SUBJECT -> ClaimValueText.write(claims.get("sub"));
			case CLAIMS -> claim(spec, entry);
			case TIME -> "exp %s, nbf %s, iat %s".formatted(ClaimValueText.write(claims.get("exp")),
					ClaimValueText.write(claims.get("nbf")), ClaimValueText.write(claims.get("iat")));
			case BINDING -> ClaimValueText.write(claims.get("cnf"));
			case STRUCTURE, SIGNATURE, REVOCATION -> null;
		};
	}

	private static String issuer(@Nullable String expected, @Nullable Object actual) {
		String written = ClaimValueText.write(actual);
		boolean slash = expected != null && ((expected + "/").equals(actual) || expected.equals(actual + "/"));
		return slash ? written + ", which differs in the slash at the end only" : written;
	}

	private @Nullable String claim(JwtSpec.RequireAny spec, TokenTrace.Entry entry) {
		List<JwtSpec.EntryClaim> required = spec.extensions().claims();
		return (required != null && entry.claim() >= 0)
				? ClaimValueText.write(this.token.claims().get(required.get(entry.claim()).name())) : null;
	}

	/** Where the entry, or what the token fails at, is written. */
	static @Nullable String place(TracedConfiguration traced, int number, TokenTrace.Entry entry) {
		JwtSpec.RequireAny spec = traced.requirements().get(number);
		if (entry.failure() == null) {
			return traced.placeInRequirement(number);
		}
		return switch (entry.failure()) {
			case TOKEN_TYPE -> traced.placeInJwt("extensions", "types");
			case TOKEN_ALGORITHM -> traced.placeInJwt("extensions", "algorithms");
			case KEY_UNKNOWN, KEY_UNAVAILABLE, TOKEN_SIGNATURE -> traced.placeInRequirement(number, "jwksRef");
			case TOKEN_ISSUER -> (spec.issuer() != null) ? traced.placeInRequirement(number, "issuer")
					: traced.placeInRequirement(number, "extensions", "issuerTemplate");
			case TOKEN_AUDIENCE -> traced.placeInRequirement(number, "audiences");
			case TOKEN_SUBJECT -> traced.placeInRequirement(number, "subject");
			case TOKEN_CLAIMS ->
				(entry.claim() >= 0) ? traced.placeInRequirement(number, "extensions", "claims", entry.claim())
						: traced.placeInJwt("extensions", "principalClaim");
			case TOKEN_EXPIRED, TOKEN_NOT_YET_VALID -> traced.placeInJwt("clockSkewTolerance");
			case TOKEN_EXPIRATION_MISSING -> traced.placeInJwt("expirationRequired");
			case TOKEN_LIFETIME -> traced.placeInJwt("maxLifetime");
			case TOKEN_REVOKED, REVOCATION_UNAVAILABLE -> traced.placeInJwt("extensions", "revocation");
			case TOKEN_BINDING, DPOP_MISSING, DPOP_INVALID, DPOP_REPLAY, DPOP_UNAVAILABLE ->
				traced.placeInJwt("extensions", "binding");
			default -> traced.placeInRequirement(number);
		};
	}

	/** The entry whose reason refuses the token, -1 if none does. */
	static int deciding(TracedConfiguration traced) {
		DenyReason reason = traced.trace().decision().reason();
		String jwks = traced.trace().decision().jwks();
		List<TokenTrace.Entry> entries = traced.trace().token().entries();
		for (int i = 0; i < entries.size(); i++) {
			boolean same = jwks == null || Objects.equals(jwks, TokenTexts.jwksName(traced.requirements().get(i)));
			if (same && entries.get(i).failure() == reason) {
				return i;
			}
		}
		return -1;
	}

}
