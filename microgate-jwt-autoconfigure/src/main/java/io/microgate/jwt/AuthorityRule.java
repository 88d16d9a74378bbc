package io.microgate.jwt;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Makes authorities of the values of one claim: a string, or a list that holds nothing
 * but strings. Any other value makes none.
 *
 * @param claim name of the claim
 * @param prefix what each authority begins with
 */
record AuthorityRule(String claim, String prefix) {

	private static final Set<String> SCOPES = Set.of("scope", "scp");

	static AuthorityRule compile(JwtSpec.AuthorityClaim spec) {
		return new AuthorityRule(Objects.requireNonNull(spec.claim(), "'claim' must be set"),
				Objects.requireNonNull(spec.prefix(), "'prefix' must be set"));
	}

	/**
	 * Adds the authorities.
	 * @param authorities what they are added to
	 * @param claims the claims of a verified token
	 */
	void addTo(Set<GrantedAuthority> authorities, Map<String, Object> claims) {
		for (Object value : values(claims.get(this.claim))) {
			if (value instanceof String text && !text.isBlank()) {
				authorities.add(new SimpleGrantedAuthority(this.prefix + text));
			}
		}
	}

	private Collection<?> values(@Nullable Object value) {
		if (value instanceof String text) {
			return SCOPES.contains(this.claim) ? DerivedClaims.split(text) : List.of(text);
		}
		if (!(value instanceof Collection<?> elements)) {
			return List.of();
		}
		return elements.stream().allMatch(String.class::isInstance) ? elements : List.of();
	}

}
