package io.microgate.match;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A value that is compared by a matcher: {@code path}, {@code subject}, a claim's
 * {@code value}.
 *
 * @param matcher how the value is compared
 */
public record MatcherSpec(@NotNull @Valid @Nullable StringMatcherSpec matcher) {
}
