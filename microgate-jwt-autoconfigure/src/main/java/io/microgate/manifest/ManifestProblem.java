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
}
