package io.microgate.manifest;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * A mistake inside a document whose kind and name may not be known yet.
 *
 * @param path the path in the document
 * @param value the value there
 * @param rule what is required
 * @param cure what to do
 * @param origin where it is written
 */
public record YamlFault(String path, @Nullable String value, String rule, String cure, Origin origin) {
}
