package io.microgate.test.token;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.microgate.jwt.IssuerTemplate;
import io.microgate.jwt.JwtSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * Claims that satisfy a {@code requireAny} entry of a JWT. What policies ask for beyond
 * that is not among them.
 */
final class GoodClaims {

	private static final String SUBJECT = "user";

	private final JwtSpec jwt;

	private final JwtSpec.RequireAny entry;

	private final ClaimPlaces places;

	/**
	 * Creates claims for an entry.
	 * @param jwt the JWT
	 * @param entry position of the entry in {@code requireAny}, 0 for the first
	 */
	GoodClaims(JwtSpec jwt, int entry) {
		this.jwt = jwt;
		this.entry = Objects.requireNonNull(jwt.requireAny(), "'requireAny' must be set").get(entry);
		this.places = new ClaimPlaces(jwt);
	}

	/**
	 * Returns claims as they are asked for, and all others that the entry requires.
	 * @param now the time
	 * @param validity whether the token is valid then
	 * @param asked values of claims, {@code null} for one that the token does not have
	 * @return the claims by name
	 * @throws IllegalStateException if no value is known for a claim that is not asked
	 * for
	 */
	Map<String, @Nullable Object> at(Instant now, Validity validity, Map<String, @Nullable Object> asked) {
		Map<String, @Nullable Object> claims = new LinkedHashMap<>();
		this.places.putAll(claims, asked);
		new GoodTimes(this.jwt, now).addTo(claims, validity);
		addRequired(claims, asked, now);
		addPrincipal(claims, asked);
		addIssuer(claims);
		asked.forEach((name, value) -> {
			if (value == null) {
				this.places.remove(claims, name);
			}
		});
		return claims;
	}

	private void addRequired(Map<String, @Nullable Object> claims, Map<String, @Nullable Object> asked, Instant now) {
		for (RequiredValue required : RequiredValue.of(this.jwt, this.entry)) {
			String name = required.name();
			boolean removed = asked.containsKey(name) && asked.get(name) == null;
			if (claims.get(name) == null && !removed) {
				claims.put(name, name.equals(JwtClaimNames.NBF) ? now : required.example());
			}
		}
		claims.putIfAbsent(JwtClaimNames.SUB, SUBJECT);
	}

	private void addPrincipal(Map<String, @Nullable Object> claims, Map<String, @Nullable Object> asked) {
		String name = this.jwt.extensions().principalClaim();
		if (name != null && !asked.containsKey(name) && !this.places.has(claims, name)) {
			this.places.put(claims, name, SUBJECT);
		}
	}

	/** Last, as other claims may be parts of it. */
	private void addIssuer(Map<String, @Nullable Object> claims) {
		String template = this.entry.extensions().issuerTemplate();
		if (this.entry.issuer() != null) {
			claims.putIfAbsent(JwtClaimNames.ISS, this.entry.issuer());
		}
		if (template != null) {
			String issuer = template;
			for (String name : IssuerTemplate.claims(template)) {
				Object value = Objects.requireNonNullElse(claims.get(name), RequiredValue.ANY);
				issuer = issuer.replace('{' + name + '}', value.toString());
			}
			claims.putIfAbsent(JwtClaimNames.ISS, issuer);
		}
	}

}
