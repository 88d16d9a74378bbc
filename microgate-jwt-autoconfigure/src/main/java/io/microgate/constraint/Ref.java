package io.microgate.constraint;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;

/**
 * A reference to another resource by name: {@code jwksRef}, {@code jwtRef},
 * {@code secretRef} of the CRs.
 *
 * @param name Name of the resource referred to.
 */
@ConfigurationPropertiesSource
public record Ref(@Required @Size(min = 1, max = 253) @Nullable String name) {
}
