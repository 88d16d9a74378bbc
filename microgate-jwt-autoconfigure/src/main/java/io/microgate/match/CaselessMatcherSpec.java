package io.microgate.match;

import io.microgate.constraint.ExactlyOneOf;
import io.microgate.constraint.Re2;
import io.microgate.constraint.Required;
import io.microgate.constraint.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;

/**
 * A value whose case is always ignored (header name, media type), so its matcher has no
 * {@code ignoreCase}.
 *
 * @param matcher How the value is compared.
 */
@ConfigurationPropertiesSource
public record CaselessMatcherSpec(@Required @Nullable Matcher matcher) {

	/**
	 * {@code StringMatcher} of the CRs without {@code ignoreCase}.
	 *
	 * @param exact The text equals this.
	 * @param prefix The text starts with this.
	 * @param suffix The text ends with this.
	 * @param contains The text contains this.
	 * @param regex A match of this RE2 expression is found anywhere in the text unless
	 * anchored.
	 */
	@ExactlyOneOf({ "exact", "prefix", "suffix", "contains", "regex" })
	public record Matcher(@Size(min = 1, max = 1024) @Nullable String exact,
			@Size(min = 1, max = 1024) @Nullable String prefix, @Size(min = 1, max = 1024) @Nullable String suffix,
			@Size(min = 1, max = 1024) @Nullable String contains,
			@Size(min = 1, max = 256) @Re2 @Nullable String regex) {
	}

}
