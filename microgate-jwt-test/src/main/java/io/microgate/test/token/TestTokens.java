package io.microgate.test.token;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.microgate.configuration.MicrogateProperties;
import io.microgate.jwt.JwtSpec;

/**
 * Makes really signed tokens that the JWTs of a configuration accept. Injected into tests
 * as a bean, or as a parameter of a test method.
 */
public final class TestTokens {

	private final Supplier<MicrogateProperties> properties;

	private final TestKeys keys;

	private final InstantSource clock;

	/**
	 * Creates tokens for a configuration.
	 * @param properties the configuration, asked for at each token
	 * @param keys the keys that answer the JWKS of the configuration
	 * @param clock the time by which the configuration judges tokens
	 */
	public TestTokens(Supplier<MicrogateProperties> properties, TestKeys keys, InstantSource clock) {
		this.properties = properties;
		this.keys = keys;
		this.clock = clock;
	}

	/**
	 * Makes a token that satisfies the first {@code requireAny} entry of a JWT.
	 * @param jwt name of the JWT
	 * @return the token
	 * @throws IllegalArgumentException if there is no JWT of this name
	 */
	public TestToken forJwt(String jwt) {
		return forJwt(jwt, 0);
	}

	/**
	 * Makes a token that satisfies a {@code requireAny} entry of a JWT.
	 * @param jwt name of the JWT
	 * @param entry position of the entry, 0 for the first
	 * @return the token
	 * @throws IllegalArgumentException if there is no such JWT or entry
	 */
	public TestToken forJwt(String jwt, int entry) {
		int entries = Objects.requireNonNull(spec(jwt).requireAny()).size();
		if (entry < 0 || entry >= entries) {
			throw new IllegalArgumentException("JWT '%s' has no entry %d: the entries of 'requireAny' are 0 to %d"
				.formatted(jwt, entry, entries - 1));
		}
		return new TestToken(this, TokenRecipe.good(jwt, entry));
	}

	/** Returns the JWT in force. */
	JwtSpec spec(String jwt) {
		Map<String, JwtSpec> all = this.properties.get().jwts();
		JwtSpec spec = all.get(jwt);
		if (spec == null) {
			throw new IllegalArgumentException(
					"There is no JWT '%s', only %s".formatted(jwt, List.copyOf(new TreeSet<>(all.keySet()))));
		}
		return spec;
	}

	/** Signs a token as it is asked for. */
	String sign(TokenRecipe recipe) {
		return new TokenSigner(spec(recipe.jwt()), this.keys).sign(recipe, this.clock.instant());
	}

	/** Places a token, and what its client proves. */
	PlacedToken place(TokenRecipe recipe, String token) {
		MicrogateProperties current = this.properties.get();
		X509Certificate certificate = recipe.sender().certificate();
		ClientCertificate presented = (certificate != null)
				? new ClientCertificate(certificate, current.clientCertificate()) : null;
		PlacedToken placed = isBoundToKey(recipe) ? PlacedToken.proved(token, proof(token))
				: PlacedToken.of(spec(recipe.jwt()), token);
		return placed.presenting(presented);
	}

	boolean isBoundToKey(TokenRecipe recipe) {
		return new TokenSender(spec(recipe.jwt()), recipe.sender()).isBoundToKey();
	}

	/** Proves the possession of the key that a token is bound to. */
	KeyProof proof(String token) {
		List<String> origins = this.properties.get().publicOrigins();
		return new KeyProof(this.keys.clientKey(), (origins != null) ? origins.get(0) : null, token, this.clock);
	}

}
