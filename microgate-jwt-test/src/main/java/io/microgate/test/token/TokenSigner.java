package io.microgate.test.token;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.microgate.jose.JwsAlgorithm;
import io.microgate.jwt.JwtSpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes and signs tokens for a JWT.
 */
final class TokenSigner {

	/** The fastest first. */
	private static final List<JwsAlgorithm> PREFERRED = List.of(JwsAlgorithm.ES256, JwsAlgorithm.Ed25519,
			JwsAlgorithm.EdDSA, JwsAlgorithm.ES384, JwsAlgorithm.ES512, JwsAlgorithm.RS256, JwsAlgorithm.PS256,
			JwsAlgorithm.RS384, JwsAlgorithm.PS384, JwsAlgorithm.RS512, JwsAlgorithm.PS512);

	private final JwtSpec jwt;

	private final TestKeys keys;

	TokenSigner(JwtSpec jwt, TestKeys keys) {
		this.jwt = jwt;
		this.keys = keys;
	}

	String sign(TokenRecipe recipe, Instant now) {
		Map<String, @Nullable Object> claims = new GoodClaims(this.jwt, recipe.entry()).at(now, recipe.validity(),
				withConfirmation(recipe));
		return this.keys.sign(jwks(recipe.entry()), header(recipe.header()), json(claims), recipe.signedByStranger());
	}

	/** Binds the token as it is required, unless it is asked for another way. */
	private Map<String, @Nullable Object> withConfirmation(TokenRecipe recipe) {
		Map<String, Object> confirmation = recipe.claims().containsKey(TokenSender.CLAIM) ? Map.of()
				: new TokenSender(this.jwt, recipe.sender()).confirmation(this.keys::clientKey);
		return confirmation.isEmpty() ? recipe.claims() : recipe.withClaim(TokenSender.CLAIM, confirmation).claims();
	}

	private String jwks(int entry) {
		JwtSpec.RequireAny required = Objects.requireNonNull(this.jwt.requireAny(), "'requireAny' must be set")
			.get(entry);
		return Objects.requireNonNull(Objects.requireNonNull(required.jwksRef(), "'jwksRef' must be set").name(),
				"'jwksRef.name' must be set");
	}

	/** With a type only where one is required. */
	private Map<String, @Nullable Object> header(Map<String, @Nullable Object> asked) {
		JwtSpec.Extensions extensions = this.jwt.extensions();
		Map<String, @Nullable Object> header = new LinkedHashMap<>();
		header.put("alg", algorithm(extensions.algorithms()).name());
		if (extensions.types() != null && !extensions.types().contains("")) {
			header.put("typ", extensions.types().get(0));
		}
		header.putAll(asked);
		return header;
	}

	private static JwsAlgorithm algorithm(@Nullable List<String> accepted) {
		return PREFERRED.stream()
			.filter((algorithm) -> accepted == null || accepted.contains(algorithm.name()))
			.findFirst()
			.orElseThrow();
	}

	/** Writes JSON without members that are {@code null}. */
	static String json(Map<String, ? extends @Nullable Object> values) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		values.forEach((name, value) -> {
			if (value != null) {
				members.put(name, JsonValue.of(value));
			}
		});
		return JSONObjectUtils.toJSONString(members);
	}

}
