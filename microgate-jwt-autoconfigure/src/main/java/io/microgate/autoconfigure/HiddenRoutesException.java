package io.microgate.autoconfigure;

/**
 * No request would reach our chain, so that no route would ever be enforced.
 */
final class HiddenRoutesException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final String CONSEQUENCE = ", so that no route would be enforced";

	private final String cure;

	HiddenRoutesException(String chain) {
		this("The filter chain '" + chain + "' takes any request and comes before '" + ForeignChains.ROUTES_CHAIN + "'",
				"Give the filter chain '" + chain
						+ "' a 'securityMatcher' for its own requests, or an @Order greater than "
						+ ForeignChains.ROUTES_CHAIN_ORDER + ".");
	}

	private HiddenRoutesException(String description, String cure) {
		super(description + CONSEQUENCE);
		this.cure = cure;
	}

	static HiddenRoutesException withoutFilter(String filter, String autoConfiguration) {
		return new HiddenRoutesException("There is no bean '" + filter + "', the filter of Spring Security",
				"Do not exclude " + autoConfiguration
						+ " of Spring Boot or replace that filter, or set 'microgate.enabled' to false.");
	}

	static HiddenRoutesException unfiltered(String handler, String filter) {
		return new HiddenRoutesException(
				"The HttpHandler '" + handler + "' does not call '" + filter + "', the filter of Spring Security",
				"Build the HttpHandler '" + handler + "' by WebHttpHandlerBuilder.applicationContext, which finds all"
						+ " filters, or leave it to Spring Boot, or set 'microgate.enabled' to false.");
	}

	static HiddenRoutesException ignored() {
		return new HiddenRoutesException("Spring Security is told to ignore every request",
				"Let no WebSecurityCustomizer ignore any request, or set 'microgate.enabled' to false.");
	}

	String cure() {
		return this.cure;
	}

}
