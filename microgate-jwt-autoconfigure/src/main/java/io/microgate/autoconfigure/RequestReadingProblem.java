package io.microgate.autoconfigure;

import java.util.Collection;
import java.util.Set;

/**
 * A bean that reads requests differently from what has been decided about them, or a name
 * that is allowed to but belongs to none.
 *
 * @param names the names by which the bean can be allowed, the one to show first
 * @param description what is wrong
 * @param cure what to do about it
 */
record RequestReadingProblem(Collection<String> names, String description, String cure) {

	private static final String PROPERTY = "microgate.allow-rewriting";

	static RequestReadingProblem filter(Collection<String> names, String change, String order) {
		String name = names.iterator().next();
		return new RequestReadingProblem(names,
				"The filter '%s' comes behind Spring Security's filter and %s, so that the application answers another request than the one that was decided"
					.formatted(name, change),
				"Order '%s' before Spring Security's filter, below %s, or add '%s' to '%s' if every such request may be answered."
					.formatted(name, order, name, PROPERTY));
	}

	static RequestReadingProblem handlerMapping(Collection<String> names, String reading) {
		String name = names.iterator().next();
		return new RequestReadingProblem(names,
				"'%s' %s, so that handlers answer paths that routes and policies do not know".formatted(name, reading),
				"Let '%s' compare paths as they are, which is the default, or add '%s' to '%s' if every such path may be answered."
					.formatted(name, name, PROPERTY));
	}

	static RequestReadingProblem unknown(String name) {
		return new RequestReadingProblem(Set.of(name), "'%s' names '%s', which is no bean".formatted(PROPERTY, name),
				"Correct the name '%s', or remove it from '%s'.".formatted(name, PROPERTY));
	}

}
