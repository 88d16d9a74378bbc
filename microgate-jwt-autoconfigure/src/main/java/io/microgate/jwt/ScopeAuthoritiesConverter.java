package io.microgate.jwt;

import java.util.Collection;
import java.util.List;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/**
 * Makes authorities of the scopes of a token as the resource server of Spring Security
 * does. A list of scopes that are not all text gives no authorities; the stock converter
 * would throw.
 */
public final class ScopeAuthoritiesConverter implements Converter<Jwt, Collection<GrantedAuthority>> {

	/** The claims that the stock converter reads, the first that is present counts. */
	private static final List<String> CLAIMS = List.of("scope", "scp");

	private final JwtGrantedAuthoritiesConverter delegate = new JwtGrantedAuthoritiesConverter();

	/**
	 * Makes the principal of a token, with these authorities.
	 * @return the converter that is in force unless the application has one
	 */
	public static JwtAuthenticationConverter asAuthenticationConverter() {
		JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
		converter.setJwtGrantedAuthoritiesConverter(new ScopeAuthoritiesConverter());
		converter.setJwtPrincipalConverter(VerifiedJwt::principal);
		return converter;
	}

	@Override
	public Collection<GrantedAuthority> convert(Jwt jwt) {
		return (jwt instanceof VerifiedJwt verified) ? verified.scopes(this::read) : read(jwt);
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
