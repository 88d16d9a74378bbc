package io.microgate.runtime;

import java.util.List;
import java.util.Objects;

import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.TokenTrace;
import io.microgate.match.MatcherSpec;
import io.microgate.match.MatcherText;
import org.jspecify.annotations.Nullable;

/**
 * Says what a JWT expects of a token.
 */
final class TokenTexts {

	private TokenTexts() {
	}

	static String jwksName(JwtSpec.RequireAny spec) {
		return Objects.requireNonNull(Objects.requireNonNull(spec.jwksRef()).name());
	}

	/** What is expected at a check; with an entry, of the one claim that is not met. */
	static String expected(TokenStep step, JwtSpec jwt, JwtSpec.RequireAny spec, TokenTrace.@Nullable Entry failed) {
		return switch (step) {
			case STRUCTURE -> "a signed JWT in compact form";
			case TYPE -> "type " + types(jwt);
			case ALGORITHM -> (jwt.extensions().algorithms() != null)
					? "algorithm " + String.join(" or ", jwt.extensions().algorithms()) : "a supported algorithm";
			case BINDING -> "no claim 'cnf'";
			case KEY -> (failed != null && failed.keyless())
					? "keys of JWKS '%s', which are not available".formatted(jwksName(spec))
					: "a key of JWKS '%s'".formatted(jwksName(spec));
			case SIGNATURE -> "signed by a key of JWKS '%s'".formatted(jwksName(spec));
			case ISSUER -> issuer(spec, failed);
			case AUDIENCE -> (spec.audiences() != null) ? "audience " + spec.audiences() : "any audience";
			case SUBJECT -> (spec.subject() != null) ? "subject " + describe(spec.subject()) : "any subject";
			case CLAIMS -> claims(jwt, spec, failed);
			case TIME -> time(jwt);
		};
	}

	private static String types(JwtSpec jwt) {
		List<String> types = (jwt.extensions().types() != null) ? jwt.extensions().types()
				: JwtSpec.Extensions.DEFAULT_TYPES;
		return String.join(" or ", types.stream().map((type) -> type.isEmpty() ? "absent" : type).toList());
	}

	private static String issuer(JwtSpec.RequireAny spec, TokenTrace.@Nullable Entry failed) {
		if (failed != null && failed.keyOfOther()) {
			return "the issuer that the key is limited to";
		}
		if (spec.issuer() != null) {
			return "issuer " + spec.issuer();
		}
		return (spec.extensions().issuerTemplate() != null) ? "issuer " + spec.extensions().issuerTemplate()
				: "any issuer";
	}

	private static String claims(JwtSpec jwt, JwtSpec.RequireAny spec, TokenTrace.@Nullable Entry failed) {
		List<JwtSpec.EntryClaim> claims = Objects.requireNonNullElse(spec.extensions().claims(), List.of());
		if (failed != null) {
			return (failed.claim() >= 0) ? describe(claims.get(failed.claim()))
					: "claim '%s' that names the principal".formatted(jwt.extensions().principalClaim());
		}
		return claims.isEmpty() ? "no further claims"
				: String.join(", ", claims.stream().map(TokenTexts::describe).toList());
	}

	private static String describe(JwtSpec.EntryClaim claim) {
		return "claim '%s' %s".formatted(claim.name(), (claim.value() != null) ? describe(claim.value()) : "exists");
	}

	private static String describe(MatcherSpec spec) {
		return MatcherText.describe(Objects.requireNonNull(spec.matcher()));
	}

	private static String time(JwtSpec jwt) {
		String required = Boolean.FALSE.equals(jwt.expirationRequired()) ? "" : ", with an expiration";
		String lifetime = (jwt.maxLifetime() != null) ? ", issued for at most " + jwt.maxLifetime() : "";
		return "valid now with a tolerance of " + jwt.clockSkewTolerance() + required + lifetime;
	}

}
