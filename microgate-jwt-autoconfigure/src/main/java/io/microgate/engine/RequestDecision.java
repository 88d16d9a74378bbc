package io.microgate.engine;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.microgate.decision.Decision;
import io.microgate.decision.DecisionListener;
import io.microgate.decision.DenyReason;
import io.microgate.decision.FailureLog;
import io.microgate.jwt.Extraction;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.Verification;
import io.microgate.match.TextNotJudgedException;
import io.microgate.policy.PolicyRule;
import io.microgate.request.RequestFacts;
import io.microgate.route.OpenPaths;
import io.microgate.route.Route;
import io.microgate.route.RouteMatch;
import io.microgate.route.RouteTable;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The way of one request through the engine: route, rule, token, verified token,
 * decision. Belongs to one request and is used by one thread at a time. Whatever is
 * thrown on the way refuses the request, errors of the JVM included.
 */
public final class RequestDecision {

	private final RequestFacts request;

	private final RouteTable routes;

	private final List<DecisionListener> listeners;

	private final FailureLog failures;

	private RouteMatch match = RouteMatch.NONE;

	private @Nullable PolicyRule rule;

	private @Nullable Jwt jwt;

	private @Nullable Decision decision;

	private boolean concluded;

	RequestDecision(RequestFacts request, RouteTable routes, List<DecisionListener> listeners, FailureLog failures) {
		this.request = request;
		this.routes = routes;
		this.listeners = listeners;
		this.failures = failures;
	}

	/** The routes that were in force when the request began. */
	RouteTable routes() {
		return this.routes;
	}

	/**
	 * Whether there is one reading of the path and, where routes ask for it, the host.
	 */
	boolean isRequestJudged() {
		return this.request.isPathJudged() && (!this.routes.isByHost() || this.request.isHostJudged());
	}

	/** Finds route and rule; may be all that is needed for a decision. */
	void resolve(OpenPaths openPaths) {
		try {
			Resolution resolution = Resolution.of(this.request, this.routes, openPaths);
			if (resolution == null) {
				refuse(DenyReason.REQUEST_PATH);
				return;
			}
			this.match = resolution.match();
			this.rule = resolution.rule();
			if (resolution.open()) {
				this.decision = Decision.ALLOW;
			}
			else if (this.match.route() == null) {
				refuse(DenyReason.ROUTE_NONE);
			}
			else if (this.rule == null) {
				refuse(DenyReason.POLICY_NONE);
			}
		}
		catch (TextNotJudgedException ex) {
			refuse(DenyReason.REQUEST_PATH);
		}
		catch (Throwable ex) {
			fail(ex);
		}
	}

	/**
	 * Whether the request has been refused because there is no one reading of it, or none
	 * at all.
	 * @return whether it is refused whatever it asks for
	 */
	public boolean isUnreadable() {
		DenyReason reason = (this.decision != null) ? this.decision.reason() : null;
		return reason == DenyReason.REQUEST_PATH || reason == DenyReason.ERROR_INTERNAL;
	}

	/**
	 * Whether this request is not for our routes in any way: neither is its path one of
	 * theirs, nor is it refused or open by itself.
	 * @return {@code true} when nobody but the last chain has to refuse it
	 */
	public boolean isUnmatched() {
		return this.decision != null && this.decision.reason() == DenyReason.ROUTE_NONE && !this.match.pathKnown();
	}

	/**
	 * Whether there is one reading of the path. Nothing but the refusal answers a request
	 * otherwise.
	 * @return {@code false} when the path may be read in another way elsewhere
	 */
	public boolean isPathJudged() {
		return this.request.isPathJudged();
	}

	/**
	 * Looks for the token when the rule asks for one.
	 * @return the token, or {@code null} when none is asked for or none was found, which
	 * is a refusal then
	 */
	public @Nullable String extractToken() {
		JwtRule authentication = authentication();
		if (authentication == null || this.decision != null) {
			return null;
		}
		try {
			Extraction extraction = authentication.extractor().extract(this.request);
			if (extraction.refusal() != null) {
				refuse(extraction.refusal());
			}
			return extraction.token();
		}
		catch (Throwable ex) {
			fail(ex);
			return null;
		}
	}

	/**
	 * Looks whether the token has been verified before. Never fails, and checks no
	 * signature.
	 * @param token the token as sent
	 * @return the verified token, or {@code null} when {@link #verify} has to be asked
	 */
	public @Nullable Jwt remembered(String token) {
		try {
			Verification remembered = Objects.requireNonNull(authentication()).verifier().remembered(token);
			return (remembered != null) ? verified(remembered, null) : null;
		}
		catch (Throwable ex) {
			fail(ex);
			return null;
		}
	}

	/**
	 * Verifies the token. Never blocks and never fails.
	 * @param token the token as sent
	 * @return completes with the verified token, or with {@code null} when it is refused
	 */
	public CompletableFuture<@Nullable Jwt> verify(String token) {
		try {
			JwtRule authentication = Objects.requireNonNull(authentication());
			return authentication.verifier().verify(token).handle(this::verified);
		}
		catch (Throwable ex) {
			fail(ex);
			return CompletableFuture.completedFuture(null);
		}
	}

	private @Nullable Jwt verified(@Nullable Verification verification, @Nullable Throwable failure) {
		if (verification == null) {
			fail((failure != null) ? failure : new IllegalStateException());
		}
		else if (verification.refusal() != null) {
			this.decision = new Decision(verification.refusal(), verification.retryAfter());
		}
		else {
			this.jwt = verification.jwt();
		}
		return this.jwt;
	}

	/**
	 * Comes to the decision and tells the listeners, once.
	 * @return the decision
	 */
	public Decision conclude() {
		if (this.decision == null) {
			decideByRule();
		}
		Decision conclusion = Objects.requireNonNull(this.decision);
		if (!this.concluded) {
			this.concluded = true;
			tellListeners(conclusion);
		}
		return conclusion;
	}

	/** A listener that fails must not change what was decided. */
	private void tellListeners(Decision conclusion) {
		Route route = this.match.route();
		String name = (route != null) ? route.name() : null;
		for (DecisionListener listener : this.listeners) {
			try {
				listener.decided(this.request, name, conclusion);
			}
			catch (Throwable ex) {
				this.failures.log("A decision listener failed", ex);
			}
		}
	}

	private void decideByRule() {
		try {
			this.decision = (this.rule != null) ? this.rule.decide(this.jwt) : Decision.deny(DenyReason.POLICY_NONE);
		}
		catch (Throwable ex) {
			fail(ex);
		}
	}

	/**
	 * Whether the request has been decided and is let through.
	 * @return {@code false} for a refusal and while there is no decision yet
	 */
	public boolean isAllowed() {
		return this.concluded && this.decision != null && this.decision.allowed();
	}

	/**
	 * Refuses the request, whatever was found out about it before.
	 * @param reason why
	 */
	public void refuse(DenyReason reason) {
		this.decision = Decision.deny(reason);
	}

	/**
	 * Refuses the request because of an exception.
	 * @param failure what was thrown
	 */
	public void fail(Throwable failure) {
		this.failures.log("Refused a request because of an exception while deciding about it", failure);
		refuse(DenyReason.ERROR_INTERNAL);
	}

	private @Nullable JwtRule authentication() {
		return (this.rule != null) ? this.rule.authentication() : null;
	}

}
