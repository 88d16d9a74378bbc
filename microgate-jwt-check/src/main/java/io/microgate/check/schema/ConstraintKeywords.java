package io.microgate.check.schema;

import java.lang.annotation.Annotation;

import io.microgate.configuration.SpecSchema;
import io.microgate.constraint.AnyOf;
import io.microgate.constraint.Cidr;
import io.microgate.constraint.GoDuration;
import io.microgate.constraint.Pattern;
import io.microgate.constraint.Range;
import io.microgate.constraint.Size;
import io.microgate.constraint.UniqueItems;
import tools.jackson.databind.node.ObjectNode;

/**
 * Translates the constraints of specs to keywords. What a keyword cannot say is left to
 * the start of the application, such as the syntax of RE2.
 *
 * @param duration the expression for durations
 * @param alternative the expression for strings that are allowed whatever the constraints
 * say, empty if there are none
 * @param alternativeDefinition the name of the definition of such strings
 */
record ConstraintKeywords(String duration, String alternative, String alternativeDefinition) {

	private static final String NUMBER = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

	static final String CIDR = "^(?:(?:" + NUMBER + "\\.){3}" + NUMBER
			+ "/(?:3[0-2]|[12]?[0-9])|(?=.*:)[0-9a-fA-F:.]+/(?:12[0-8]|1[01][0-9]|[1-9]?[0-9]))$";

	/**
	 * Adds the constraints of a string.
	 * @param node its schema
	 * @param schema what the spec says
	 */
	void addToString(ObjectNode node, SpecSchema schema) {
		ObjectNode limits = Keywords.object();
		for (Annotation constraint : schema.declaredConstraints()) {
			if (constraint instanceof Size size) {
				addSize(node, limits, size);
			}
			else if (constraint instanceof AnyOf anyOf) {
				limits.set("enum", Keywords.texts(anyOf.value()));
			}
			else if (constraint instanceof Pattern pattern) {
				addPattern(node, EcmaExpression.of(pattern.value()), pattern.rule());
			}
			else if (constraint instanceof GoDuration) {
				addPattern(node, this.duration, "must be a duration greater than 0 with a unit, such as 10s");
			}
			else if (constraint instanceof Cidr) {
				addPattern(node, CIDR, "must be a CIDR range such as 10.0.0.0/8 or 2001:db8::/32");
			}
		}
		if (!this.alternative.isEmpty() && !limits.isEmpty()) {
			node.set("anyOf", Keywords.list(limits, Keywords.reference(this.alternativeDefinition)));
		}
		else {
			node.setAll(limits);
		}
	}

	/** No string that stands for another one is empty, but it may be longer. */
	private static void addSize(ObjectNode node, ObjectNode limits, Size size) {
		if (size.min() > 0) {
			node.put("minLength", size.min());
		}
		if (size.max() < Integer.MAX_VALUE) {
			limits.put("maxLength", size.max());
		}
	}

	/**
	 * Adds an expression that strings have to match.
	 * @param node the schema
	 * @param expression the expression
	 * @param rule what a value that does not match has to be
	 */
	void addPattern(ObjectNode node, String expression, String rule) {
		node.put("pattern", this.alternative.isEmpty() ? expression : expression + "|" + this.alternative);
		node.put("errorMessage", rule);
	}

	/**
	 * Adds the constraints of an integer.
	 * @param node its schema
	 * @param schema what the spec says
	 */
	static void addToInteger(ObjectNode node, SpecSchema schema) {
		int min = Integer.MIN_VALUE;
		int max = Integer.MAX_VALUE;
		for (Annotation constraint : schema.declaredConstraints()) {
			if (constraint instanceof Range range) {
				min = range.min();
				max = range.max();
			}
		}
		node.put("minimum", min).put("maximum", max);
	}

	/**
	 * Adds the constraints of a list.
	 * @param node its schema
	 * @param schema what the spec says
	 */
	static void addToList(ObjectNode node, SpecSchema schema) {
		for (Annotation constraint : schema.declaredConstraints()) {
			if (constraint instanceof Size size) {
				if (size.min() > 0) {
					node.put("minItems", size.min());
				}
				if (size.max() < Integer.MAX_VALUE) {
					node.put("maxItems", size.max());
				}
			}
			else if (constraint instanceof UniqueItems) {
				node.put("uniqueItems", true);
			}
		}
	}

}
