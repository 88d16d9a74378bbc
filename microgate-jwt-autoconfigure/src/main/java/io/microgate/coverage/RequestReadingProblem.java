package io.microgate.coverage;

import java.util.Collection;
import java.util.Set;

/**
 * Describes a bean that reads requests differently from how they are decided, or an
 * allowed name that belongs to no bean.
 *
 * @param names the names by which the bean can be allowed, the one to show first
 * @param description what is wrong
 * @param cure what to do about it
 */
public record RequestReadingProblem(Collection<String> names, String description, String cure) {

	private static final String PROPERTY = "microgate.allow-rewriting";

	public static RequestReadingProblem filter(Collection<String> names, String change, String order) {
		String name = names.iterator().next();
		return new RequestReadingProblem(names,
				"The filter '%s' comes behind Spring Security's filter and %s, so that the application answers another request than the one that was decided"
					.formatted(name, change),
				"Order '%s' before Spring Security's filter, below %s, or add '%s' to '%s' if every such request may be answered."
					.formatted(name, order, name, PROPERTY));
	}

	/** A filter that is not a bean can only be allowed with all others of the handler. */
	public static RequestReadingProblem filterOf(String handler, String filter, String change) {
		return new RequestReadingProblem(Set.of(handler),
				"The filter %s of '%s' comes behind Spring Security's filter and %s, so that the application answers another request than the one that was decided"
					.formatted(filter, handler, change),
				"Add the %s to '%s' before Spring Security's filter, or add '%s' to '%s' if every such request may be answered."
					.formatted(filter, handler, handler, PROPERTY));
	}

	public static RequestReadingProblem resources(String mapping, String strategy) {
		return new RequestReadingProblem(Set.of(mapping),
				"'%s' serves resources with versions of a %s, so that it answers paths that routes and policies do not know: '/<version>/x' as '/x'"
					.formatted(mapping, strategy),
				"Use versions of the content ('spring.web.resources.chain.strategy.content'), or add '%s' to '%s' if every such path may be answered."
					.formatted(mapping, PROPERTY));
	}

	public static RequestReadingProblem handlerMapping(Collection<String> names, String reading) {
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
