package io.microgate.coverage;

import java.util.List;

/**
 * Stops the start if requests would not reach Microgate's filter chain.
 */
public final class HiddenRoutesException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final String CONSEQUENCE = ", so that no route would be enforced";

	private final String cure;

	public HiddenRoutesException(String chain) {
		this("The filter chain '" + chain + "' takes any request and comes before '" + FilterChainBeans.ROUTES_CHAIN
				+ "'",
				"Give the filter chain '" + chain
						+ "' a 'securityMatcher' for its own requests, or an @Order greater than "
						+ FilterChainBeans.ROUTES_CHAIN_ORDER + ".");
	}

	private HiddenRoutesException(String description, String cure) {
		this(description, CONSEQUENCE, cure);
	}

	private HiddenRoutesException(String description, String consequence, String cure) {
		super(description + consequence);
		this.cure = cure;
	}

	public static HiddenRoutesException withoutFilter(String filter, String autoConfiguration) {
		return new HiddenRoutesException("There is no bean '" + filter + "', the filter of Spring Security",
				"If a test such as @WebMvcTest starts this part of the application, add the dependency 'microgate-jwt-test'. Otherwise do not exclude "
						+ autoConfiguration
						+ " of Spring Boot or replace that filter, or set 'microgate.enabled' to false.");
	}

	public static HiddenRoutesException unfiltered(String handler, String filter) {
		return new HiddenRoutesException(
				"The HttpHandler '" + handler + "' does not call '" + filter + "', the filter of Spring Security",
				"Build the HttpHandler '" + handler + "' by WebHttpHandlerBuilder.applicationContext, which finds all"
						+ " filters, or leave it to Spring Boot, or set 'microgate.enabled' to false.");
	}

	public static HiddenRoutesException ignored() {
		return new HiddenRoutesException("Spring Security is told to ignore every request",
				"Let no WebSecurityCustomizer ignore any request, or set 'microgate.enabled' to false.");
	}

	public static HiddenRoutesException partlyFiltered(String filter, List<String> registrations) {
		String found = registrations.isEmpty() ? "it is not registered"
				: "it is registered as " + String.join(" and as ", registrations);
		return new HiddenRoutesException(
				"The filter '" + filter + "' of Spring Security is not called for every request (" + found + ")",
				"Include 'request' in 'spring.security.filter.dispatcher-types', and let a registration bean of your own"
						+ " have the dispatcher type REQUEST and the URL pattern '/*', or set 'microgate.enabled' to"
						+ " false.");
	}

	public static HiddenRoutesException partlyDispatched(String filter, String missing) {
		return new HiddenRoutesException(
				"The filter '" + filter + "' of Spring Security is not called for dispatches of the types " + missing,
				", so that header fields could not be set or removed there",
				"Remove 'spring.security.filter.dispatcher-types', or have it name 'async', 'error', 'forward', 'include' and"
						+ " 'request'. Let a registration bean of your own have all dispatcher types and the URL pattern"
						+ " '/*'. An application without 'microgate.identity-propagations', 'microgate.client-certificate' and"
						+ " 'extensions.stripToken' does not need this.");
	}

	public String cure() {
		return this.cure;
	}

}
