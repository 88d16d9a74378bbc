package io.microgate.jwt;

/**
 * Stands for a derived claim in what conditions compare, never in a token.
 */
public enum UnderivedClaim {

	/** The token has something at the path, or on the way, of another kind. */
	OTHER_KIND

}
