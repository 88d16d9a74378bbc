package io.microgate.test.policy;

import java.time.Instant;

import io.microgate.decision.DenyReason;
import org.jspecify.annotations.Nullable;

/**
 * A request and how it is to be decided.
 *
 * @param group what it is listed under, {@code null} if it is in no group
 * @param name name of the case, {@code null} if it has none
 * @param request the request, without the token
 * @param token the token that is sent, {@code null} for none
 * @param allowed whether the request is to be allowed
 * @param reason why it is to be refused, {@code null} for any reason
 * @param time when the request is sent
 * @param place {@code file:line} of the case, {@code null} if it is in no file
 */
public record PolicyCase(@Nullable String group, @Nullable String name, PolicyCaseRequest request,
		@Nullable PolicyCaseToken token, boolean allowed, @Nullable DenyReason reason, Instant time,
		@Nullable String place) {

	/** When requests are sent whose cases do not say it, so that runs agree. */
	public static final Instant DEFAULT_TIME = Instant.parse("2026-01-01T00:00:00Z");

	/**
	 * Checks that a request which is allowed has no reason to be refused.
	 * @throws IllegalArgumentException if it has
	 */
	public PolicyCase {
		if (allowed && reason != null) {
			throw new IllegalArgumentException("A request that is allowed has no 'reason'");
		}
	}

	/**
	 * Describes the case where there are others.
	 * @return its group, and its name or what is sent; without values of claims
	 */
	public String title() {
		return (this.group != null) ? "%s: %s".formatted(this.group, titleInGroup()) : titleInGroup();
	}

	String titleInGroup() {
		String sent = (this.token != null) ? this.token.describe() : "no token";
		sent += (this.request.certificate() != null) ? " and a certificate" : "";
		return (this.name != null) ? this.name : "%s with %s".formatted(this.request, sent);
	}

	/**
	 * Describes the decision that is expected.
	 * @return {@code allow}, {@code deny}, or {@code deny} with the code of the reason
	 */
	public String expected() {
		if (this.allowed) {
			return "allow";
		}
		return (this.reason != null) ? "deny, " + this.reason.code() : "deny";
	}

}
