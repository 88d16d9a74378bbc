package io.microgate.jwt;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.microgate.jwks.JwksSource;

/**
 * Decides whether a token is acceptable: structure, type, algorithm, key, signature,
 * issuer, audience, subject, time.
 */
public final class TokenVerifier {

	/**
	 * Compiles the rules of a JWT spec.
	 * @param spec a spec that has been checked
	 * @param sources key sources by name of the JWKS
	 * @param clock the time to judge by
	 * @return the verifier
	 */
	public static TokenVerifier compile(JwtSpec spec, Function<String, JwksSource> sources, Clock clock) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Verifies a token. Never blocks: with keys at hand the result is complete already,
	 * else it completes when the keys have come or waiting for them was given up.
	 * @param token the token as sent
	 * @return the outcome, never exceptional for a bad token
	 */
	public CompletableFuture<Verification> verify(String token) {
		throw new UnsupportedOperationException();
	}

}
