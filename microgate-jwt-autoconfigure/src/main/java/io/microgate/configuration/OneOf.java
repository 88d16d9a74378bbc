package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;

import io.microgate.constraint.AtLeastOneOf;
import io.microgate.constraint.AtMostOneOf;
import io.microgate.constraint.ExactlyOneOf;

/**
 * Limits how many of some components of an object are set.
 *
 * @param rule what is required, with a placeholder for the components
 * @param components names of the components
 * @param min how many have to be set
 * @param max how many may be set
 */
public record OneOf(String rule, List<String> components, int min, int max) {

	/**
	 * Reads the constraints of a record.
	 * @param type the record
	 * @return its constraints
	 */
	static List<OneOf> of(Class<?> type) {
		List<OneOf> constraints = new ArrayList<>();
		ExactlyOneOf exactly = type.getAnnotation(ExactlyOneOf.class);
		if (exactly != null) {
			constraints.add(new OneOf("exactly one of %s must be set", List.of(exactly.value()), 1, 1));
		}
		AtLeastOneOf atLeast = type.getAnnotation(AtLeastOneOf.class);
		if (atLeast != null) {
			constraints
				.add(new OneOf("at least one of %s must be set", List.of(atLeast.value()), 1, Integer.MAX_VALUE));
		}
		AtMostOneOf atMost = type.getAnnotation(AtMostOneOf.class);
		if (atMost != null) {
			constraints.add(new OneOf("at most one of %s may be set", List.of(atMost.value()), 0, 1));
		}
		return constraints;
	}

	/**
	 * Says what to do about an object that breaks the constraint.
	 * @param set the components that are set, as their author spells them
	 * @return the cure
	 */
	String cure(List<String> set) {
		if (!set.isEmpty()) {
			return "Keep one of " + String.join(", ", set) + " and remove the rest";
		}
		return (this.max > 1) ? "Add one of them, or remove the object" : "Add one of them";
	}

}
