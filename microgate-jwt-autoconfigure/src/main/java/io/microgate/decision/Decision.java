package io.microgate.decision;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The outcome for a request, allowed or denied with a reason, and what it was decided by.
 * Made once for each request.
 *
 * @param reason why the request is denied, {@code null} when it is allowed
 * @param retryAfter time after which another try makes sense, whole seconds
 * @param route name of the route, {@code null} when no route is for the request
 * @param entry the entry of the route's policy, {@code null} when none decides
 * @param jwks name of the JWKS whose key verified the token or, if it is refused, of the
 * JWKS that the reason is about; {@code null} when it is about none
 * @param jwt the verified token, {@code null} when there is none
 */
public record Decision(@Nullable DenyReason reason, @Nullable Duration retryAfter, @Nullable String route,
		@Nullable EntryReference entry, @Nullable String jwks, @Nullable Jwt jwt) {

	/**
	 * The request is let through without a route.
	 */
	public static final Decision ALLOW = new Decision(null, null, null, null, null, null);

	/**
	 * Denies a request without a route.
	 * @param reason why
	 * @return the decision
	 */
	public static Decision deny(DenyReason reason) {
		return new Decision(reason, null, null, null, null, null);
	}

	/**
	 * Whether the request is let through.
	 * @return {@code false} for every refusal
	 */
	public boolean allowed() {
		return this.reason == null;
	}

}
