package io.microgate.policy;

import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Reads path variables, as the match that found the route of a request names them.
 */
@FunctionalInterface
public interface PathVariables {

	/**
	 * Reads a variable.
	 * @param name the variable
	 * @param request the request
	 * @return the decoded segment that the variable stands for, {@code null} unless it
	 * stands for one whole segment
	 */
	@Nullable String read(String name, RequestFacts request);

}
