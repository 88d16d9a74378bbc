package io.microgate.configuration;

import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Tells which names of claims are probably meant as paths into an object, in the notation
 * of another product.
 */
final class NestedClaimName {

	/** Names of claims often begin or end as a domain, as they have to be unique. */
	private static final String DOMAIN = "(com|org|net|io|dev|gov|edu|eu|de|ch|uk)";

	private static final String IDENTIFIER = "[A-Za-z_][A-Za-z0-9_-]*";

	private static final String MEMBER = "[A-Za-z0-9_-]+";

	private static final Map<String, Pattern> PATHS = Map.of("a dot",
			Pattern.compile("(?!%1$s\\.)(\\$?\\.)?(%2$s\\.(%3$s\\.)*)?(?<=\\.)%2$s(?<!\\.%1$s)".formatted(DOMAIN,
					IDENTIFIER, MEMBER)),
			"a slash", Pattern.compile("/?(%1$s/(%2$s/)*)?(?<=/)%1$s".formatted(IDENTIFIER, MEMBER)), "brackets",
			Pattern.compile("[A-Za-z0-9_$.-]*(\\[[^\\[\\]]*][A-Za-z0-9_.-]*)+"));

	private NestedClaimName() {
	}

	/**
	 * Finds what separates the names of a path.
	 * @param name the literal name of a claim
	 * @return words for it, {@code null} if the name does not look like a path
	 */
	static @Nullable String separator(String name) {
		for (Map.Entry<String, Pattern> path : PATHS.entrySet()) {
			if (path.getValue().matcher(name).matches()) {
				return path.getKey();
			}
		}
		return null;
	}

}
