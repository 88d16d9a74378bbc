package io.microgate.runtime;

import java.util.function.Predicate;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.engine.DecisionTrace;
import io.microgate.engine.Explanation.Change;
import io.microgate.request.SentRequest;
import io.microgate.route.RouteTrace;
import org.jspecify.annotations.Nullable;

/**
 * Finds the smallest change that turns a refusal.
 */
final class SmallestChange {

	static final String CLAIM = "claim";

	static final String TOKEN = "token";

	static final String REQUEST = "request";

	static final String CONFIGURATION = "configuration";

	private final TracedConfiguration traced;

	private final DecisionTrace trace;

	private final Predicate<SentRequest> allows;

	/**
	 * Creates a search.
	 * @param traced how the decision was made
	 * @param allows decides about changed requests
	 */
	SmallestChange(TracedConfiguration traced, Predicate<SentRequest> allows) {
		this.traced = traced;
		this.trace = traced.trace();
		this.allows = allows;
	}

	/** Returns the change, {@code null} if none is known. */
	@Nullable Change find() {
		Decision decision = this.trace.decision();
		DenyReason reason = decision.reason();
		if (reason == null) {
			return null;
		}
		return switch (reason) {
			case ROUTE_NONE -> new RequestChanges(this.traced, this.allows).forRoute();
			case POLICY_NONE -> new RequestChanges(this.traced, this.allows).forEntry();
			case REQUEST_PATH -> new RequestChanges(this.traced, this.allows).forReading();
			case POLICY_DENY -> hidden();
			case ERROR_INTERNAL -> (this.trace.request().remoteAddress() == null)
					? new Change(REQUEST, "remoteAddress", null, null, "Give the IP address of the client") : null;
			case REQUEST_CROSS_SITE -> new Change(REQUEST, "header 'Sec-Fetch-Site'",
					ClaimValueText.quote("same-origin"), this.traced.placeInJwt("extensions", "cookieCrossSite"),
					"Send the request from the application's own origin, or the token not as a cookie");
			case CLAIMS_REQUIRE_ALL, CLAIMS_REQUIRE_ANY, CLAIMS_REQUIRE_NONE ->
				new ClaimChanges(this.traced).forCondition();
			case TOKEN_REVOKED, REVOCATION_UNAVAILABLE, TOKEN_BINDING, DPOP_MISSING, DPOP_INVALID, DPOP_REPLAY,
					DPOP_UNAVAILABLE, TOKEN_STEP_UP ->
				new SenderChanges(this.traced).find(reason);
			case CERTIFICATE_MISSING, CERTIFICATE_INVALID, CERTIFICATE_NOT_MET ->
				new ClaimChanges(this.traced).forCertificate(reason);
			case TOKEN_MISSING, TOKEN_AMBIGUOUS, TOKEN_TOO_LARGE -> new SourceChanges(this.traced).forSource(reason);
			default -> new TokenChanges(this.traced).forToken(reason);
		};
	}

	/**
	 * A refusal of every request is turned by what it hides, or by the line that says so.
	 */
	private Change hidden() {
		String place = this.traced.placeIn(this.traced.rule(), "authorization", "deny");
		String target = "microgate.access-control-policies.%s.policies[%d]"
			.formatted(this.traced.rule().reference().policy(), this.traced.rule().reference().number());
		if (this.trace.hiddenRule() != null) {
			int later = this.trace.hiddenRule().reference().number();
			return new Change(CONFIGURATION, target, null, place,
					"Put entry %d before this one, which hides it: it would allow the request".formatted(later));
		}
		RouteTrace route = this.trace.hiddenRoute();
		if (route != null) {
			return new Change(CONFIGURATION, target, null, place,
					"Narrow route '%s', which hides route '%s': it would allow the request"
						.formatted(this.trace.decision().route(), route.match().route()));
		}
		return new Change(CONFIGURATION, target, null, place,
				"Remove 'deny' from the entry, or add an entry for the request before it");
	}

}
