package io.microgate.engine;

import java.util.List;

/**
 * Says what the configuration expects of a request or token that was refused.
 *
 * @param text what is expected, in one sentence without a full stop; has nothing of the
 * request, no value of a condition on headers, and of {@code requireNone} no value
 * @param part the way to the part of the configuration that expects it: the component of
 * the root, the name of the resource, then components as {@link String} and positions in
 * lists as {@link Integer}; empty if no part of the configuration does
 */
public record Expectation(String text, List<Object> part) {
}
