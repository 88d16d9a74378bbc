package io.microgate.jwt;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.microgate.request.SentToken;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * A token that was found good, as all requests with it share it: with derived claims in
 * place of its own, as conditions, authorities and handlers see it. It is its own
 * principal, so that it is never copied, and keeps its authorities.
 */
final class VerifiedJwt extends Jwt implements OAuth2AuthenticatedPrincipal {

	private static final long serialVersionUID = 1L;

	/** What the superclass gets in place of the token, which is kept here. */
	private static final String TOKEN_KEPT_HERE = "-";

	/** What the superclass copies in place of headers and claims, which are kept here. */
	private static final Map<String, Object> KEPT_HERE = Map.of("", "");

	private final transient SentToken sent;

	private final transient Map<String, Object> headers;

	private final transient Map<String, Object> claims;

	private final transient @Nullable String name;

	private final transient @Nullable List<GrantedAuthority> configuredAuthorities;

	/** Only a token that was just verified, or is remembered, is decided about. */
	private final transient @Nullable Map<String, Object> conditionClaims;

	/** Found out when first asked for, perhaps by several requests at once. */
	private transient @Nullable List<GrantedAuthority> authorities;

	/**
	 * Creates the token.
	 * @param sent the token as sent
	 * @param times its times
	 * @param headers its headers, unmodifiable
	 * @param claims its claims, derived ones included, unmodifiable
	 * @param conditionClaims the claims as conditions compare them
	 * @param name the name of the principal, {@code null} if it has none
	 * @param authorities the authorities, unmodifiable, {@code null} if none are
	 * configured
	 */
	VerifiedJwt(SentToken sent, TokenTimes times, Map<String, Object> headers, Map<String, Object> claims,
			Map<String, Object> conditionClaims, @Nullable String name, @Nullable List<GrantedAuthority> authorities) {
		super(TOKEN_KEPT_HERE, times.issuedAt(), times.expiresAt(), KEPT_HERE, KEPT_HERE);
		this.sent = sent;
		this.headers = headers;
		this.claims = claims;
		this.conditionClaims = (conditionClaims != claims) ? conditionClaims : null;
		this.name = name;
		this.configuredAuthorities = authorities;
	}

	/**
	 * The principal of a token, with the name that Spring Security gives it.
	 */
	static VerifiedJwt of(Jwt jwt) {
		return (jwt instanceof VerifiedJwt verified) ? verified
				: new VerifiedJwt(SentToken.of(jwt.getTokenValue()),
						new TokenTimes(jwt.getExpiresAt(), jwt.getNotBefore(), jwt.getIssuedAt()), jwt.getHeaders(),
						jwt.getClaims(), jwt.getClaims(), subject(jwt.getClaims()), null);
	}

	/**
	 * The name that Spring Security takes by default.
	 * @param claims the claims of a token
	 * @return the subject, {@code null} if there is none
	 */
	static @Nullable String subject(Map<String, Object> claims) {
		Object subject = claims.get(JwtClaimNames.SUB);
		return (subject != null) ? subject.toString() : null;
	}

	/**
	 * Returns the claims as conditions compare them.
	 * @return the claims, with {@link UnderivedClaim} in place of some that are absent
	 */
	Map<String, Object> conditionClaims() {
		return (this.conditionClaims != null) ? this.conditionClaims : getClaims();
	}

	/**
	 * Returns the authorities, each once.
	 * @param scopes finds the scopes, which count if no authorities are configured
	 * @return the authorities
	 */
	List<GrantedAuthority> authorities(Function<Jwt, Collection<GrantedAuthority>> scopes) {
		List<GrantedAuthority> known = (this.configuredAuthorities != null) ? this.configuredAuthorities
				: this.authorities;
		if (known == null) {
			known = List.copyOf(new LinkedHashSet<>(scopes.apply(this)));
			this.authorities = known;
		}
		return known;
	}

	/**
	 * Counts what is kept with the token.
	 * @return the number of claims, of the values in them, and of configured authorities
	 */
	int countValues() {
		int authorities = (this.configuredAuthorities != null) ? this.configuredAuthorities.size() : 0;
		return authorities + countValues(getClaims().values());
	}

	/** Most values are strings, and to check for an interface takes longer. */
	private static int countValues(Collection<?> values) {
		int count = values.size();
		for (Object value : values) {
			if (value instanceof String) {
				continue;
			}
			if (value instanceof Collection<?> elements) {
				count += countValues(elements);
			}
			else if (value instanceof Map<?, ?> members) {
				count += countValues(members.values());
			}
		}
		return count;
	}

	@Override
	public String getTokenValue() {
		return this.sent.text();
	}

	@Override
	public Map<String, Object> getHeaders() {
		return this.headers;
	}

	@Override
	public Map<String, Object> getClaims() {
		return this.claims;
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
		return (this.name != null) ? this.name : "";
	}

	private Object writeReplace() {
		return new StoredJwt(getTokenValue(), getIssuedAt(), getExpiresAt(), this.headers, this.claims, this.name,
				(this.configuredAuthorities != null) ? this.configuredAuthorities.toArray(GrantedAuthority[]::new)
						: null);
	}

	private void readObject(ObjectInputStream stream) throws InvalidObjectException {
		throw new InvalidObjectException("A token is stored in another form");
	}

	/**
	 * A token as sessions store it.
	 */
	private record StoredJwt(String token, @Nullable Instant issuedAt, @Nullable Instant expiresAt,
			Map<String, Object> headers, Map<String, Object> claims, @Nullable String name,
			GrantedAuthority @Nullable [] authorities) implements Serializable {

		private Object readResolve() {
			return new VerifiedJwt(SentToken.of(this.token), new TokenTimes(this.expiresAt, null, this.issuedAt),
					this.headers, this.claims, this.claims, this.name,
					(this.authorities != null) ? List.of(this.authorities) : null);
		}

	}

}
