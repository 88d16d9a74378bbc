package io.microgate.constraint;

/**
 * A field of a CR that says something by its presence alone, written {@code {}}:
 * {@code bearerToken}, {@code deny}, {@code publicCAs}, {@code disabled}.
 */
public record Marker() {
}
