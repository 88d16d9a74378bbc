package io.microgate.coverage;

import java.util.Set;

/**
 * Stops the start if several CORS configurations could govern all requests.
 */
public final class AmbiguousCorsSourcesException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String first;

	AmbiguousCorsSourcesException(Set<String> names) {
		super("There are several CorsConfigurationSource beans " + names + ", and none of them is named '"
				+ CorsSources.DEFAULT_NAME + "'");
		this.first = names.iterator().next();
	}

	public String cure() {
		return "Name the bean that counts for all requests '" + CorsSources.DEFAULT_NAME
				+ "', or make it @Primary, such as '" + this.first
				+ "'. Declare a source that belongs to one endpoint with" + " @Bean(defaultCandidate = false).";
	}

}
