package io.microgate.runtime;

import io.microgate.engine.ExplainRequest;

/**
 * What is checked of a token that is explained.
 *
 * @param signed whether its signature is checked
 * @param structured whether there is a token, and not only claims
 * @param showsValues whether values of claims are shown
 * @param assumed whether a test says who sends the request if it has no token
 */
record ExplainedToken(boolean signed, boolean structured, boolean showsValues, boolean assumed) {

	static ExplainedToken of(ExplainRequest request) {
		return new ExplainedToken(!request.signatureAssumed() && request.claims() == null, request.claims() == null,
				request.values(), false);
	}

}
