package io.microgate.jwt;

import java.util.List;

import io.microgate.binding.TokenBinding;
import io.microgate.binding.TokenScheme;
import io.microgate.revocation.RevokedTokens;

/**
 * A compiled JWT resource: where the token is found and what makes it acceptable.
 *
 * @param name name of the JWT
 * @param extractor finds the token
 * @param verifier judges it
 * @param revoked knows which tokens are revoked, asked for each request
 * @param binding judges who may send a token, for each request
 */
public record JwtRule(String name, TokenExtractor extractor, TokenVerifier verifier, RevokedTokens revoked,
		TokenBinding binding) {

	private static final List<TokenScheme> BEARER = List.of(TokenScheme.BEARER);

	/**
	 * The schemes that a client can send its token with, as challenges say.
	 * @return the schemes, {@code Bearer} where the token has its place elsewhere
	 */
	public List<TokenScheme> schemes() {
		return this.extractor.readsAuthorization() ? this.binding.schemes() : BEARER;
	}

}
