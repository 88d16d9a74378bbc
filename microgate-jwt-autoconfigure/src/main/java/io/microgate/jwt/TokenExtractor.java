package io.microgate.jwt;

import io.microgate.match.RequestFacts;

/**
 * Finds the token of a request: the first source in list order that is present wins.
 */
public final class TokenExtractor {

	/**
	 * Compiles the sources of a JWT spec.
	 * @param spec a spec that has been checked
	 * @return the extractor
	 */
	public static TokenExtractor compile(JwtSpec spec) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Finds the token.
	 * @param request the request
	 * @return the token of the first source that is present, or why there is none
	 */
	public Extraction extract(RequestFacts request) {
		throw new UnsupportedOperationException();
	}

}
