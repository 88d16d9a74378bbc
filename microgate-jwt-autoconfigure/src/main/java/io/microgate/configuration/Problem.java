package io.microgate.configuration;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.manifest.ManifestProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * One mistake in the configuration.
 *
 * @param property where it is
 * @param value the value there, shortened; {@code null} when nothing or no single value
 * does
 * @param rule what is required instead
 * @param cure what to do
 * @param origin the nearest known place in a file or other source
 */
record Problem(String property, @Nullable String value, String rule, String cure, @Nullable Origin origin) {

	/** Without a scheme it is the user name that a colon follows. */
	private static final Pattern START_OF_URI = Pattern.compile("([A-Za-z0-9+._~-]+:|(?=//))[/\\\\]*");

	/**
	 * Renders a value so that it fits into one line.
	 * @param value the value
	 * @return the text, or {@code null} when the value is no single value
	 */
	static @Nullable String render(@Nullable Object value) {
		if (value instanceof CharSequence text) {
			return '"' + ManifestProblem.shorten(withoutUserInformation(text.toString())) + '"';
		}
		if (value instanceof Collection<?> items) {
			return items.stream().allMatch(CharSequence.class::isInstance) ? ManifestProblem.shorten(items.toString())
					: null;
		}
		return (value instanceof Number || value instanceof Boolean) ? value.toString() : null;
	}

	/** A URI may have a password in front of its host, however wrong the rest is. */
	private static String withoutUserInformation(String text) {
		Matcher start = START_OF_URI.matcher(text);
		int end = text.lastIndexOf('@');
		if (!start.lookingAt() || end < start.end()) {
			return text;
		}
		String information = text.substring(start.end(), end);
		return (information.indexOf(':') >= 0 || information.indexOf('/') < 0)
				? text.substring(0, start.end()) + "..." + text.substring(end) : text;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.property);
		if (this.value != null) {
			text.append("%n    Value: %s".formatted(this.value));
		}
		text.append("%n    Rule: %s%n    Cure: %s".formatted(this.rule, this.cure));
		if (this.origin != null) {
			text.append("%n    Origin: %s".formatted(this.origin));
		}
		return text.toString();
	}

}
