package io.microgate.jwt;

import java.util.List;
import java.util.Map;

import io.microgate.binding.BindingSpec;
import io.microgate.constraint.AnyOf;
import io.microgate.constraint.ExactlyOneOf;
import io.microgate.constraint.GoDuration;
import io.microgate.constraint.Marker;
import io.microgate.constraint.Range;
import io.microgate.constraint.Ref;
import io.microgate.constraint.Required;
import io.microgate.constraint.Size;
import io.microgate.constraint.UniqueItems;
import io.microgate.match.MatcherSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code JWT.spec}: where a token is found and what makes it acceptable.
 *
 * @param extractionSources Places that are searched in order, the first that is present
 * wins; the bearer token alone when absent.
 * @param requireAny Alternatives, one of which the token satisfies.
 * @param expirationRequired Whether a token without 'exp' is refused.
 * @param maxLifetime Longest lifetime a token may have been given.
 * @param clockSkewTolerance Tolerance of the time checks.
 * @param extensions Settings that the CR does not have.
 */
@ConfigurationPropertiesSource
public record JwtSpec(@Size(min = 1, max = 16) @Nullable List<ExtractionSource> extractionSources,
		@Required @Size(min = 1, max = 128) @Nullable List<RequireAny> requireAny,
		@Required @Nullable Boolean expirationRequired, @GoDuration @Nullable String maxLifetime,
		@DefaultValue("60s") @GoDuration String clockSkewTolerance, @DefaultValue Extensions extensions) {

	/**
	 * {@code extractionSources[]}.
	 *
	 * @param bearerToken The 'Authorization' header with scheme 'Bearer' (RFC 6750
	 * section 2.1).
	 * @param header A header whose whole value is the token.
	 * @param queryParameter A parameter of the query string whose value is the token.
	 * @param cookie A cookie whose value is the token.
	 */
	@ConfigurationPropertiesSource
	@ExactlyOneOf({ "bearerToken", "header", "queryParameter", "cookie" })
	public record ExtractionSource(@Nullable Marker bearerToken, @Nullable Named header, @Nullable Named queryParameter,
			@Nullable Named cookie) {
	}

	/**
	 * A place that has a name.
	 *
	 * @param name Name of the header, parameter or cookie.
	 */
	public record Named(@Required @Size(min = 1, max = 256) @Nullable String name) {
	}

	/**
	 * {@code requireAny[]}.
	 *
	 * @param jwksRef The JWKS whose keys verify the signature.
	 * @param issuer Required 'iss', any when absent.
	 * @param audiences Audiences of which 'aud' contains one, any when absent.
	 * @param subject How 'sub' is compared, any when absent.
	 * @param extensions Settings that the CR does not have.
	 */
	@ConfigurationPropertiesSource
	public record RequireAny(@Required @Nullable Ref jwksRef, @Size(min = 1, max = 1024) @Nullable String issuer,
			@Size(min = 1, max = 64) @UniqueItems @Nullable List<@Size(min = 1, max = 1024) String> audiences,
			@Nullable MatcherSpec subject, @DefaultValue EntryExtensions extensions) {
	}

	/**
	 * What the CR does not have in {@code requireAny[]}.
	 *
	 * @param issuerTemplate Required 'iss' with names of claims in braces, each of which
	 * stands for that claim of the same token.
	 * @param claims Claims of the token that are required.
	 */
	public record EntryExtensions(@Size(min = 1, max = 1024) @Nullable String issuerTemplate,
			@Size(min = 1, max = 64) @Nullable List<EntryClaim> claims) {
	}

	/**
	 * {@code requireAny[].extensions.claims[]}.
	 *
	 * @param name Literal name of the claim.
	 * @param value How the value is compared; when absent the claim exists and is not
	 * null.
	 */
	@ConfigurationPropertiesSource
	public record EntryClaim(@Required @Size(min = 1, max = 256) @Nullable String name, @Nullable MatcherSpec value) {
	}

	/**
	 * What the CR does not have.
	 *
	 * @param algorithms Accepted values of the 'alg' header, all that are supported when
	 * absent.
	 * @param types Accepted values of the 'typ' header, the empty text stands for absent.
	 * @param maxTokenSize Longest accepted token, 1KB to 64KB.
	 * @param cookieCrossSite Whether a token from a cookie is refused on a cross-site
	 * request, refuse or allow.
	 * @param cache How many tokens are remembered.
	 * @param claims Derived claims by name, each in place of a token's claim of that
	 * name.
	 * @param authorities Claims whose values are authorities of the principal, the scopes
	 * with the prefix SCOPE_ when absent.
	 * @param principalClaim Claim that is the name of the principal, 'sub' when absent.
	 * @param binding How tokens are bound to their sender.
	 * @param revocation Where revoked tokens are listed.
	 */
	public record Extensions(@Size(min = 1) @UniqueItems @Nullable List<@AnyOf( {
			"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
			"Ed25519" }) String> algorithms, @Size(min = 1) @UniqueItems @Nullable List<String> types,
			@DefaultValue("8KB") String maxTokenSize,
			@DefaultValue("refuse") @AnyOf({ "refuse", "allow" }) String cookieCrossSite, @DefaultValue Cache cache,
			@DefaultValue Map<String, DerivedClaim> claims,
			@Size(min = 1, max = 64) @Nullable List<AuthorityClaim> authorities,
			@Size(min = 1, max = 256) @Nullable String principalClaim, @Nullable BindingSpec binding,
			@Nullable Revocation revocation){

		/**
		 * What {@code typ} may be when nothing is configured.
		 */
		public static final List<String> DEFAULT_TYPES = List.of("", "JWT", "at+jwt");

	}

	/**
	 * {@code extensions.revocation}.
	 *
	 * @param secretRef The secret with the file 'revoked.json'.
	 */
	public record Revocation(@Required @Nullable Ref secretRef) {
	}

	/**
	 * How many tokens that were found good are remembered.
	 *
	 * @param maximumSize Number of tokens of an ordinary size, 0 for none.
	 */
	public record Cache(@DefaultValue("10000") @Range(min = 0, max = 1_000_000) int maximumSize) {
	}

	/**
	 * A claim that is derived from another one, which may be nested.
	 *
	 * @param path Names of members from the claims down to the value, arrays on the way
	 * never match.
	 * @param split Whether the value is the list of what spaces separate in a string.
	 * @param keys Whether the value is the list of the names of an object's members.
	 */
	@ConfigurationPropertiesSource
	public record DerivedClaim(@Required @Size(min = 1, max = 64) @Nullable List<@Size(min = 1, max = 256) String> path,
			@DefaultValue("false") boolean split, @DefaultValue("false") boolean keys) {
	}

	/**
	 * A claim whose values are authorities.
	 *
	 * @param claim Name of the claim.
	 * @param prefix What each authority begins with, may be empty.
	 */
	@ConfigurationPropertiesSource
	public record AuthorityClaim(@Required @Size(min = 1, max = 256) @Nullable String claim,
			@Required @Size(max = 256) @Nullable String prefix) {
	}

}
