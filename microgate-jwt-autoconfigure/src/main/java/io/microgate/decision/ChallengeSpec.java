package io.microgate.decision;

import io.microgate.constraint.Pattern;
import io.microgate.constraint.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;

/**
 * {@code microgate.challenge}: what every challenge says.
 *
 * @param realm Name of the protected area (RFC 9110 section 11.5), none when absent.
 */
@ConfigurationPropertiesSource
public record ChallengeSpec(@Size(min = 1, max = 256) @Pattern(value = "[ !#-\\[\\]-~]*",
		rule = "must be printable ASCII without quotes and backslashes") @Nullable String realm) {
}
