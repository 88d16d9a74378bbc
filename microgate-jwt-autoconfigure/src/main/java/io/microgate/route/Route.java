package io.microgate.route;

import io.microgate.policy.Policy;

/**
 * A compiled route: the requests it is for have been found, its policy decides.
 *
 * @param name name of the route
 * @param policy the one policy attached to it
 */
public record Route(String name, Policy policy) {
}
