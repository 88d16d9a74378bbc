package io.microgate.decision;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code microgate.refusals}: what refusals look like.
 *
 * @param problemDetails Whether a refusal has a body in the format of RFC 9457.
 */
@ConfigurationPropertiesSource
public record RefusalsSpec(@DefaultValue("false") boolean problemDetails) {
}
