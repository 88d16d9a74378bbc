package io.microgate.match;

/**
 * Says in words how a string is compared.
 */
public final class MatcherText {

	private MatcherText() {
	}

	/**
	 * Describes a matcher.
	 * @param spec a spec that has been checked
	 * @return a sentence without its subject
	 */
	public static String describe(StringMatcherSpec spec) {
		if (spec.exact() != null) {
			return "is " + spec.exact();
		}
		if (spec.prefix() != null) {
			return "starts with " + spec.prefix();
		}
		if (spec.suffix() != null) {
			return "ends with " + spec.suffix();
		}
		return (spec.contains() != null) ? "contains " + spec.contains() : "matches " + spec.regex();
	}

	/**
	 * Describes a matcher that ignores case.
	 * @param spec a spec that has been checked
	 * @return a sentence without its subject
	 */
	public static String describe(CaselessMatcherSpec.Matcher spec) {
		return describe(
				new StringMatcherSpec(spec.exact(), spec.prefix(), spec.suffix(), spec.contains(), spec.regex(), true));
	}

}
