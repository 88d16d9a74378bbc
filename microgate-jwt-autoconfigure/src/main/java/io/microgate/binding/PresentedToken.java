package io.microgate.binding;

import io.microgate.request.RequestFacts;
import io.microgate.request.SentToken;
import org.jspecify.annotations.Nullable;

/**
 * A verified token in the hands of who has sent it.
 *
 * @param token the token as sent
 * @param scheme the scheme that it was sent with, or the source that has none
 * @param confirmation what it is bound to, {@code null} for nothing
 * @param request the request that carries it
 */
public record PresentedToken(SentToken token, TokenScheme scheme, @Nullable Confirmation confirmation,
		RequestFacts request) {
}
