package io.microgate.manifest;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * A mistake in a manifest that shows before its spec is looked at.
 *
 * @param place the resource, as far as it is known, and the path in it
 * @param value the value there, {@code null} when nothing or no single value does
 * @param rule what is required instead
 * @param cure what to do
 * @param origin where it is written
 */
public record ManifestProblem(String place, @Nullable String value, String rule, String cure, Origin origin) {

	private static final int MAX_VALUE_LENGTH = 120;

	/**
	 * Describes what is wrong with a value, and shows the value if it is a string.
	 * @param place the resource and the path in it
	 * @param node what is written there
	 * @param rule what is required instead
	 * @param cure what to do
	 * @return the problem
	 */
	public static ManifestProblem of(String place, ManifestNode node, String rule, String cure) {
		String value = (node.kind() == ManifestNode.Kind.TEXT) ? '"' + shorten(node.text()) + '"' : null;
		return new ManifestProblem(place, value, rule, cure, node.origin());
	}

	/**
	 * Shortens a value so that it fits into one line.
	 * @param text the value
	 * @return the text, without control characters
	 */
	public static String shorten(String text) {
		String head = (text.length() > MAX_VALUE_LENGTH) ? text.substring(0, MAX_VALUE_LENGTH) + "..." : text;
		return head.replaceAll("\\p{Cntrl}", "?");
	}

}
