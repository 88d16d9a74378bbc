package io.microgate.decision;

import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Renders the bodies of refusals. A bean of this type decides about body and content type
 * of every refusal of Microgate, on both web stacks; status and other header fields stay
 * as they are. It is not told why a request is refused, since the client must not learn
 * it. Must not block.
 */
@FunctionalInterface
public interface RefusalRenderer {

	/**
	 * Renders the body of a refusal. If this throws an exception, the body is empty.
	 * @param status the HTTP status of the refusal
	 * @param request the request; without a path that can be judged its path is empty
	 * @return the body, {@code null} for none
	 */
	@Nullable RefusalBody render(int status, RequestFacts request);

}
