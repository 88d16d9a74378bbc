package io.microgate.engine;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.microgate.binding.TokenScheme;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.Refusal;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.TokenTrace;
import io.microgate.jwt.Verification;
import io.microgate.policy.PolicyRule;
import io.microgate.propagation.RequestEdits;
import io.microgate.request.FieldNames;
import io.microgate.request.RequestFacts;
import io.microgate.request.SentToken;
import io.microgate.route.ChallengeRules;
import io.microgate.route.RouteTable;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The way of one request through the engine: its route and rule, which are found at the
 * begin, then the token, the verified token, and the decision, which is made once.
 * Belongs to one request and is used by one thread at a time. Whatever is thrown on the
 * way refuses the request, errors of the JVM included.
 */
public final class RequestDecision {

	private final RequestFacts request;

	private final boolean onManagementPort;

	private final RouteTable routes;

	private final Resolution resolution;

	private final PolicyDecisionPoint decisionPoint;

	private final RequestToken token;

	private boolean assumed;

	private @Nullable RequestEdits edits;

	private @Nullable Decision decision;

	RequestDecision(RequestFacts request, boolean onManagementPort, RouteTable routes, Resolution resolution,
			PolicyDecisionPoint decisionPoint) {
		this.request = request;
		this.onManagementPort = onManagementPort;
		this.routes = routes;
		this.resolution = resolution;
		this.decisionPoint = decisionPoint;
		this.token = new RequestToken(request, resolution);
	}

	/**
	 * Takes over what became of the proof of the same request, which is used up once.
	 * @param earlier what was decided about the request before
	 * @return this
	 */
	RequestDecision after(RequestDecision earlier) {
		this.token.after(earlier.token);
		return this;
	}

	/**
	 * Takes over what became of the proof of the same request in the decision that
	 * counts. If it has used none, the proof counts as unused.
	 * @param enforced the decision that counts
	 * @return this, which uses up no proof
	 */
	public RequestDecision beside(Decision enforced) {
		this.token.beside(enforced);
		return this;
	}

	/**
	 * Returns the request that is decided about.
	 * @return its facts
	 */
	public RequestFacts request() {
		return this.request;
	}

	/** The routes that were in force when the request began. */
	RouteTable routes() {
		return this.routes;
	}

	/**
	 * Whether there is no one reading of the request, or none at all.
	 * @return whether it is refused whatever it asks for
	 */
	public boolean isUnreadable() {
		DenyReason reason = (this.decision != null) ? this.decision.reason() : this.resolution.refusal();
		return reason == DenyReason.REQUEST_PATH || reason == DenyReason.ERROR_INTERNAL;
	}

	/**
	 * Whether no route has the path of the request, and it is neither unreadable nor open
	 * by itself.
	 * @return {@code true} when only the last chain has to refuse it
	 */
	public boolean isUnmatched() {
		return this.resolution.refusal() == DenyReason.ROUTE_NONE && !this.resolution.match().pathKnown();
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
	 * Looks whether the request is for the metadata of a protected resource, and lets it
	 * through then.
	 * @return the document that answers it, {@code null} for another request
	 */
	public @Nullable String metadata() {
		return (this.resolution == Resolution.METADATA && conclude().allowed())
				? this.routes.metadata().find(this.request) : null;
	}

	/**
	 * Looks for the token when the rule asks for one.
	 * @return the token, or {@code null} when none is asked for or none was found, which
	 * is a refusal then
	 */
	public @Nullable SentToken extractToken() {
		return extractToken(null);
	}

	@Nullable SentToken extractToken(@Nullable TokenTrace trace) {
		if (this.resolution.authentication() == null || this.decision != null) {
			return null;
		}
		try {
			return this.token.extract(trace);
		}
		catch (Throwable ex) {
			concludeFailed(ex);
			return null;
		}
	}

	/**
	 * Looks whether the token has been verified before. Never fails, and checks no
	 * signature, neither that of the token nor that of a proof.
	 * @param value the token as sent
	 * @return the verified token, or {@code null} when {@link #verify} has to be asked
	 */
	public @Nullable Jwt remembered(SentToken value) {
		try {
			return this.token.remembered(value);
		}
		catch (Throwable ex) {
			concludeFailed(ex);
			return null;
		}
	}

	/**
	 * Whether verifying a token that is not {@link #remembered} takes no longer than to
	 * hand it over to another thread. Never fails, and checks no signature.
	 * @param value the token as sent
	 * @return {@code false} if an event loop should not {@link #verify} it
	 */
	public boolean isQuickToVerify(SentToken value) {
		try {
			return this.decision != null || this.token.isRefused() || this.token.isQuickToVerify(value);
		}
		catch (Throwable ex) {
			concludeFailed(ex);
			return true;
		}
	}

	/**
	 * Verifies a token that is not {@link #remembered}, and who sends it. Never blocks
	 * and never fails.
	 * @param value the token as sent
	 * @return completes with the verified token, or with {@code null} when it is refused
	 */
	public CompletableFuture<@Nullable Jwt> verify(SentToken value) {
		if (this.decision != null || this.token.isRefused()) {
			return CompletableFuture.completedFuture(null);
		}
		try {
			return this.token.verify(value).exceptionally(this::failed);
		}
		catch (Throwable ex) {
			concludeFailed(ex);
			return CompletableFuture.completedFuture(null);
		}
	}

	/** Verifies a token with the keys at hand, and records how. */
	void verify(SentToken value, TokenTrace trace) {
		if (this.decision == null) {
			try {
				this.token.verify(value, trace).exceptionally(this::failed);
			}
			catch (Throwable ex) {
				concludeFailed(ex);
			}
		}
	}

	/**
	 * Takes a test's word for who sends a request that has no token although its rule
	 * asks for one. Claims are compared as if they had been verified.
	 * @param jwt the token that counts as verified, {@code null} for a client without
	 * claims
	 * @return the token with its derived claims, {@code null} if there is none or it does
	 * not count, as when the request has a token
	 * @throws IllegalStateException if the decision point does not take it, as outside of
	 * tests
	 */
	public @Nullable Jwt assume(@Nullable Jwt jwt) {
		if (!this.decisionPoint.isAssuming()) {
			throw new IllegalStateException("An authentication is only assumed in tests");
		}
		if (this.decision != null || !this.token.isMissing()) {
			return null;
		}
		try {
			JwtRule rule = Objects.requireNonNull(this.resolution.authentication());
			Jwt sender = this.token.assume(rule.verifier().assumed(jwt));
			this.assumed = true;
			return sender;
		}
		catch (Throwable ex) {
			concludeFailed(ex);
			return null;
		}
	}

	Resolution resolution() {
		return this.resolution;
	}

	@Nullable Verification verification() {
		return this.token.verification();
	}

	private @Nullable Jwt failed(Throwable failure) {
		concludeFailed(failure);
		return null;
	}

	/**
	 * Comes to the decision.
	 * @return the decision
	 */
	public Decision conclude() {
		if (this.decision != null) {
			return this.decision;
		}
		try {
			return concludeCompared(this.token.decide());
		}
		catch (Throwable ex) {
			return concludeFailed(ex);
		}
	}

	/**
	 * Comes to the decision about a request that no other chain took: refuses it.
	 * @return the decision
	 */
	public Decision concludeUnmatched() {
		return concludeCompared(this.resolution.deny(DenyReason.ROUTE_NONE));
	}

	/**
	 * Comes to the decision about a request that the web stack cannot read: refuses it.
	 * @return the decision
	 */
	public Decision concludeUnreadable() {
		return conclude(this.resolution.deny(DenyReason.REQUEST_PATH));
	}

	/**
	 * Comes to the decision because of an exception: refuses the request.
	 * @param failure what was thrown
	 * @return the decision
	 */
	public Decision concludeFailed(Throwable failure) {
		this.decisionPoint.logFailure(failure);
		return conclude(this.resolution.deny(DenyReason.ERROR_INTERNAL));
	}

	/**
	 * For what another configuration might decide otherwise. It would not find the token
	 * that is assumed.
	 */
	private Decision concludeCompared(Decision conclusion) {
		boolean first = this.decision == null;
		Decision made = conclude(conclusion);
		if (first && !this.assumed) {
			this.decisionPoint.compare(this.request, this.onManagementPort, made);
		}
		return made;
	}

	/** Sets the decision and tells the listeners, once. */
	private Decision conclude(Decision conclusion) {
		if (this.decision == null) {
			this.decision = conclusion;
			this.decisionPoint.tellListeners(this.request, conclusion);
		}
		return this.decision;
	}

	/**
	 * Returns the decision, without coming to one.
	 * @return the decision, {@code null} while there is none yet
	 */
	public @Nullable Decision decision() {
		return this.decision;
	}

	/**
	 * Says what the client is told when the application refuses a request about which
	 * nothing was decided, as behind an error of the server.
	 * @param byApplication why the application refuses it
	 * @return the refusal
	 */
	public static Refusal refusalWithoutDecision(DenyReason byApplication) {
		return new Refusal(byApplication,
				new Challenges(ChallengeRules.NONE, null, null).write(byApplication, TokenScheme.NONE), null);
	}

	/**
	 * Says what the client of a refused request is told. Comes to a decision if there is
	 * none yet.
	 * @param byApplication why the application refuses a request that is let through
	 * @return the refusal
	 */
	public Refusal refusal(DenyReason byApplication) {
		Decision conclusion = conclude();
		DenyReason reason = (conclusion.reason() != null) ? conclusion.reason() : byApplication;
		Challenges challenges = new Challenges(this.routes.commonRules().challenges(), this.resolution.rule(),
				conclusion.route());
		return new Refusal(reason, challenges.write(reason, this.token.scheme()), conclusion.retryAfter());
	}

	/**
	 * How handlers and upstreams see the request otherwise than it was sent.
	 * @return the edits, which set no field unless the request is let through
	 */
	public RequestEdits edits() {
		if (this.edits != null) {
			return this.edits;
		}
		FieldNames removed = this.routes.commonRules().removedFields(() -> this.request);
		PolicyRule rule = this.resolution.rule();
		if (!isAllowed() || rule == null) {
			return RequestEdits.removing(removed);
		}
		this.edits = RequestEdits.of(removed, values(rule), rule.stripped());
		return this.edits;
	}

	/** A field that cannot be set is absent, never what the client has sent. */
	private Map<String, String> values(PolicyRule rule) {
		try {
			return rule.propagation().values(this.token.verification(), this.request);
		}
		catch (Throwable ex) {
			this.decisionPoint.failures().log("Set no propagated header field because of an exception", ex);
			return Map.of();
		}
	}

	/**
	 * Whether the request has been decided and is let through.
	 * @return {@code false} for a refusal and while there is no decision yet
	 */
	public boolean isAllowed() {
		return this.decision != null && this.decision.allowed();
	}

}
