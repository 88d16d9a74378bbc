package io.microgate.runtime;

import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/**
 * Creates decoders that verify tokens as a JWT of the configuration does, for tokens that
 * do not come with an HTTP request, such as those in the {@code CONNECT} frame of STOMP.
 * They follow a reloaded configuration and share the remembered tokens with requests.
 * <p>
 * A bad token is a {@code BadJwtException}; keys or revoked tokens that are not available
 * are another {@code JwtException}. Neither says which check failed. A token that is
 * bound to its sender, and any token of a JWT that requires that, is a bad token.
 */
public interface TokenDecoders {

	/**
	 * Creates a decoder that may wait for keys. On an event loop it throws an
	 * {@code IllegalStateException}.
	 * @param jwt name of the JWT
	 * @return the decoder
	 * @throws IllegalArgumentException if there is no such JWT
	 */
	JwtDecoder decoder(String jwt);

	/**
	 * Creates a decoder that never blocks.
	 * @param jwt name of the JWT
	 * @return the decoder
	 * @throws IllegalArgumentException if there is no such JWT
	 */
	ReactiveJwtDecoder reactiveDecoder(String jwt);

}
