package io.microgate.constraint;

/**
 * A rule that a value breaks.
 *
 * @param rule what is required
 * @param cure what to do
 */
public record Violation(String rule, String cure) {
}
