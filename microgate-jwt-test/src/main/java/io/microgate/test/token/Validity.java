package io.microgate.test.token;

/**
 * When a token is valid.
 */
enum Validity {

	/** At the moment. */
	NOW,

	/** Until a moment ago, the tolerance for clock skew included. */
	PAST,

	/** From soon on, the tolerance for clock skew included. */
	FUTURE

}
