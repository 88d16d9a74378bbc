package io.microgate.route;

import io.microgate.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * A compiled route, whose policy decides about its requests. A route without a policy
 * keeps its requests from broader routes and leaves them unmatched.
 *
 * @param name name of the route
 * @param policy the one policy attached to it, {@code null} if there is none
 */
public record Route(String name, @Nullable Policy policy) {
}
