package io.microgate.jwt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/**
 * Creates the authentication from a verified token, unless the application has a
 * converter. Name and authorities are those of the JWT's configuration, or as in the
 * resource server of Spring Security where nothing is configured. What is the same for
 * every request with the token is shared. A list of scopes that are not all strings gives
 * no authorities; the stock converter would throw.
 */
public final class VerifiedJwtConverter implements Converter<Jwt, AbstractAuthenticationToken> {

	/** The claims that the stock converter reads, the first that is present counts. */
	private static final List<String> CLAIMS = List.of("scope", "scp");

	private final JwtGrantedAuthoritiesConverter delegate = new JwtGrantedAuthoritiesConverter();

	private final Function<Jwt, Collection<GrantedAuthority>> scopes = this::read;

	@Override
	public AbstractAuthenticationToken convert(Jwt jwt) {
		VerifiedJwt principal = VerifiedJwt.of(jwt);
		List<GrantedAuthority> shared = principal.authorities(this.scopes);
		List<GrantedAuthority> authorities = new ArrayList<>(shared.size() + 1);
		authorities.addAll(shared);
		authorities.add(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.BEARER_AUTHORITY));
		return new JwtAuthenticationToken(jwt, principal, authorities);
	}

	private Collection<GrantedAuthority> read(Jwt jwt) {
		for (String claim : CLAIMS) {
			if (jwt.getClaims().get(claim) instanceof Collection<?> scopes
					&& !scopes.stream().allMatch(String.class::isInstance)) {
				return List.of();
			}
		}
		return this.delegate.convert(jwt);
	}

}
