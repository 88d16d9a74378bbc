package io.microgate.autoconfigure;

/**
 * A filter chain of the application takes any request before ours, so that no route would
 * ever be enforced.
 */
final class HiddenRoutesException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String chain;

	HiddenRoutesException(String chain) {
		super("The filter chain '" + chain + "' takes any request and comes before '" + ForeignChains.ROUTES_CHAIN
				+ "', so that no route would be enforced");
		this.chain = chain;
	}

	String chain() {
		return this.chain;
	}

}
