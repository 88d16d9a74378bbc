package io.microgate.configuration;

import java.util.function.BiConsumer;

import io.microgate.match.Re2Expression;

/**
 * Finds regular expressions that match more than one may think.
 */
final class ExpressionWarnings {

	private final MicrogateProperties properties;

	private final BiConsumer<SpecElement<?>, String> warnings;

	/**
	 * Creates the check.
	 * @param properties a configuration that has been checked
	 * @param warnings receives the expression and what is to be said about it
	 */
	ExpressionWarnings(MicrogateProperties properties, BiConsumer<SpecElement<?>, String> warnings) {
		this.properties = properties;
		this.warnings = warnings;
	}

	/**
	 * Warns about expressions that are not anchored at both ends, unless they are for
	 * paths and begin with an anchor.
	 */
	void check() {
		for (SpecElement<String> regex : ExpressionChecks.onPaths(this.properties)) {
			if (!hasOpenEnd(regex.spec())) {
				warnIfNotAnchored(regex);
			}
		}
		for (SpecElement<String> regex : ExpressionChecks.elsewhere(this.properties)) {
			warnIfNotAnchored(regex);
		}
	}

	/**
	 * Tells which expressions for paths are anchored at the start only.
	 */
	void checkOpenEnds() {
		for (SpecElement<String> regex : ExpressionChecks.onPaths(this.properties)) {
			if (hasOpenEnd(regex.spec())) {
				this.warnings.accept(regex, "has an open end, so it finds every path that begins like this");
			}
		}
	}

	private void warnIfNotAnchored(SpecElement<String> regex) {
		if (!isAnchored(regex.spec())) {
			this.warnings.accept(regex, "is not anchored by ^ and $, so it is found anywhere in the string");
		}
	}

	private static boolean isAnchored(String regex) {
		Re2Expression expression = Re2Expression.compile(regex);
		return expression.isAnchoredAtStart() && expression.isAnchoredAtEnd();
	}

	private static boolean hasOpenEnd(String regex) {
		Re2Expression expression = Re2Expression.compile(regex);
		return expression.isAnchoredAtStart() && !expression.isAnchoredAtEnd();
	}

}
