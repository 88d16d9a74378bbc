package io.microgate.jwt;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * A token that was found good, as all requests with it share it: it is its own principal,
 * so that it is never copied, and keeps the authorities that its scopes make.
 */
final class VerifiedJwt extends Jwt implements OAuth2AuthenticatedPrincipal {

	private static final long serialVersionUID = 1L;

	/** Found out when first asked for, perhaps by several requests at once. */
	private transient @Nullable List<GrantedAuthority> scopes;

	VerifiedJwt(String token, @Nullable Instant issuedAt, @Nullable Instant expiresAt, Map<String, Object> headers,
			Map<String, Object> claims) {
		super(token, issuedAt, expiresAt, headers, claims);
	}

	/**
	 * The principal of a token, with the name that Spring Security gives it.
	 */
	static VerifiedJwt of(Jwt jwt) {
		return (jwt instanceof VerifiedJwt verified) ? verified : new VerifiedJwt(jwt.getTokenValue(),
				jwt.getIssuedAt(), jwt.getExpiresAt(), jwt.getHeaders(), jwt.getClaims());
	}

	/** Each authority once. */
	List<GrantedAuthority> scopes(Function<Jwt, Collection<GrantedAuthority>> converter) {
		List<GrantedAuthority> known = this.scopes;
		if (known == null) {
			known = List.copyOf(new LinkedHashSet<>(converter.apply(this)));
			this.scopes = known;
		}
		return known;
	}

	@Override
	public Map<String, Object> getAttributes() {
		return getClaims();
	}

	/**
	 * None of its own: what a token may do is the converter's business.
	 */
	@Override
	public Collection<? extends GrantedAuthority> getAuthorities() {
		return List.of();
	}

	@Override
	public String getName() {
		String name = (getClaims().get(JwtClaimNames.SUB) instanceof String text) ? text
				: getClaimAsString(JwtClaimNames.SUB);
		return (name != null) ? name : "";
	}

}
