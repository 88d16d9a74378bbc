package io.microgate.match;

import io.microgate.constraint.Required;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;

/**
 * A value that is compared by a matcher: {@code path}, {@code subject}, a claim's
 * {@code value}.
 *
 * @param matcher How the value is compared.
 */
@ConfigurationPropertiesSource
public record MatcherSpec(@Required @Nullable StringMatcherSpec matcher) {
}
