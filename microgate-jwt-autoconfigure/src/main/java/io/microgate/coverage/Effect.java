package io.microgate.coverage;

/**
 * What happens to a request.
 */
public enum Effect {

	/** It is let through. */
	OPEN("open"),

	/** It needs a token. */
	AUTHENTICATED("authenticated"),

	/** It needs a token with certain claims, or one beside a certificate. */
	CLAIMS("claims"),

	/** It needs a certificate of the client, and no token. */
	CERTIFICATE("certificate"),

	/** It is refused by the policy entry. */
	DENIED("deny"),

	/** It is refused, as no entry of the policy is for it. */
	NO_ENTRY("refused, no entry"),

	/** It is refused, as no route is for it. */
	NO_ROUTE("refused, no route"),

	/** It is let through, as no route is for it. */
	PASSED("open, no route"),

	/** Other filter chains decide, as no route is for it. */
	LEFT_TO_OTHERS("left to other filter chains, no route");

	private final String text;

	Effect(String text) {
		this.text = text;
	}

	/** Whether the request may reach the handler without a token. */
	boolean mayBeOpen() {
		return this == OPEN || this == PASSED || this == LEFT_TO_OTHERS;
	}

	/** Whether no route is for the request. */
	boolean isUnmatched() {
		return this == NO_ROUTE || this == PASSED || this == LEFT_TO_OTHERS;
	}

	/** Whether it may be let through because no route is for it. */
	boolean comesThroughUnmatched() {
		return isUnmatched() && mayBeOpen();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
