package io.microgate.binding;

import io.microgate.decision.DenyReason;
import org.jspecify.annotations.Nullable;

/**
 * Whether the sender of a token is who the token is bound to.
 *
 * @param refusal why not, {@code null} if it is
 * @param proof what the sender has proved it with and may use once, {@code null} for
 * nothing
 */
public record BindingOutcome(@Nullable DenyReason refusal, @Nullable UsedProof proof) {

	/**
	 * The binding holds, or there is none.
	 */
	public static final BindingOutcome HOLDS = new BindingOutcome(null, null);

	static BindingOutcome refused(DenyReason reason) {
		return new BindingOutcome(reason, null);
	}

}
