package io.microgate.jwt;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.jose.LongNumber;
import io.microgate.request.SentToken;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Creates the principal of a verified token: with derived claims, name and authorities.
 * Verification never reads these claims, but the token's own.
 */
final class PrincipalRules {

	private final DerivedClaims derivedClaims;

	private final @Nullable List<AuthorityRule> authorities;

	private final @Nullable String nameClaim;

	private final SharedValues shared = new SharedValues();

	private PrincipalRules(DerivedClaims derivedClaims, @Nullable List<AuthorityRule> authorities,
			@Nullable String nameClaim) {
		this.derivedClaims = derivedClaims;
		this.authorities = authorities;
		this.nameClaim = nameClaim;
	}

	static PrincipalRules compile(JwtSpec.Extensions spec) {
		List<JwtSpec.AuthorityClaim> authorities = spec.authorities();
		return new PrincipalRules(DerivedClaims.compile(spec.claims()),
				(authorities != null) ? authorities.stream().map(AuthorityRule::compile).toList() : null,
				spec.principalClaim());
	}

	/**
	 * Whether a token lacks the claim that has to name its principal.
	 * @param own the token's own claims, verified
	 * @return {@code false} also if no claim has to
	 */
	boolean isNameMissing(TokenClaims own) {
		return this.nameClaim != null && name(this.nameClaim, own) == null;
	}

	private @Nullable String name(String claim, TokenClaims own) {
		return (this.derivedClaims.find(claim, own.values()) instanceof String text && !text.isBlank()) ? text : null;
	}

	/**
	 * Creates the principal. Members that are {@code null} stay, as in Spring's own
	 * decoder, whatever its types say.
	 * @param token the token
	 * @return the principal
	 */
	@SuppressWarnings("NullAway")
	VerifiedJwt principal(UnverifiedToken token) {
		TokenClaims own = token.claims();
		Map<String, Object> claims = own.toJwtClaims(this.derivedClaims, this.shared);
		return new VerifiedJwt(token.sent(), own.times(), LongNumber.exact(token.jws().header().members()), claims,
				this.derivedClaims.markUnderived(claims, own.values()),
				(this.nameClaim != null) ? name(this.nameClaim, own) : VerifiedJwt.subject(claims),
				authorities(claims));
	}

	/**
	 * Creates the principal of a token that no client has sent.
	 * @param jwt the token
	 * @return the token with derived claims, its own name, and no authorities
	 */
	@SuppressWarnings("NullAway")
	VerifiedJwt principal(Jwt jwt) {
		Map<String, Object> own = jwt.getClaims();
		Map<String, Object> claims = Collections.unmodifiableMap(this.derivedClaims.replacedIn(own, own));
		TokenTimes times = new TokenTimes(jwt.getExpiresAt(), jwt.getNotBefore(), jwt.getIssuedAt());
		return new VerifiedJwt(SentToken.of(jwt.getTokenValue()), times, jwt.getHeaders(), claims,
				this.derivedClaims.markUnderived(claims, own), VerifiedJwt.subject(claims), null);
	}

	private @Nullable List<GrantedAuthority> authorities(Map<String, Object> claims) {
		if (this.authorities == null) {
			return null;
		}
		Set<GrantedAuthority> found = new LinkedHashSet<>();
		for (AuthorityRule rule : this.authorities) {
			rule.addTo(found, claims);
		}
		return this.shared.share(List.copyOf(found));
	}

}
