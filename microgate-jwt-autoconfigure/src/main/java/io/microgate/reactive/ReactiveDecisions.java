package io.microgate.reactive;

import io.microgate.decision.Decision;
import io.microgate.decision.RefusalBodies;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.request.FieldNames;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * Keeps the decision of a request in an exchange attribute, so that it is made once and
 * all filters see the same.
 */
public final class ReactiveDecisions {

	private static final String ATTRIBUTE = RequestDecision.class.getName();

	private static final String MATCHED = MatchedExchange.class.getName();

	private final ApplicationContext context;

	private final PolicyDecisionPoint decisionPoint;

	private final GatewayReading gateway;

	private final RefusalBodies refusalBodies;

	private final boolean forwarded;

	/**
	 * Creates the decisions.
	 * @param context the application
	 * @param decisionPoint where requests are decided
	 * @param gateway what a gateway on the application's port reads
	 * @param refusalBodies the bodies of refusals
	 */
	public ReactiveDecisions(ApplicationContext context, PolicyDecisionPoint decisionPoint, GatewayReading gateway,
			RefusalBodies refusalBodies) {
		this.context = context;
		this.decisionPoint = decisionPoint;
		this.gateway = gateway;
		this.refusalBodies = refusalBodies;
		this.forwarded = ReactivePeerAddresses.mayBeForwarded(context);
	}

	/** The bodies of refusals. */
	RefusalBodies refusalBodies() {
		return this.refusalBodies;
	}

	/**
	 * Whether the request is for the routes. Only {@link #start} makes what is found out
	 * the decision about the request: others may ask at any time.
	 * @param exchange the exchange
	 * @return {@code false} when only the last chain has to refuse it
	 */
	boolean isForRoutes(ServerWebExchange exchange) {
		RequestDecision decision = begin(exchange);
		exchange.getAttributes().put(MATCHED, new MatchedExchange(exchange, decision));
		return !decision.isUnmatched();
	}

	/**
	 * Starts deciding about a request that a chain has taken.
	 * @param exchange the exchange, as the chain was asked about it
	 */
	void start(ServerWebExchange exchange) {
		MatchedExchange matched = exchange.getAttribute(MATCHED);
		RequestDecision decision = (matched != null && matched.exchange() == exchange) ? matched.decision()
				: begin(exchange);
		exchange.getAttributes().put(ATTRIBUTE, decision);
	}

	/** The fields that are taken out of a request before any filter sees it. */
	FieldNames removedFields(ServerHttpRequest request) {
		return this.decisionPoint.removedFields(() -> ReactiveRequestFacts.of(request, this.forwarded));
	}

	/** Begins the refusal of a request of which not even that is known. */
	RequestDecision failed(Throwable failure) {
		return this.decisionPoint.beginFailed(failure);
	}

	private RequestDecision begin(ServerWebExchange exchange) {
		try {
			boolean management = isOnManagementPort(exchange);
			RequestFacts facts = ReactiveRequestFacts.of(exchange, management ? GatewayReading.NONE : this.gateway,
					this.forwarded);
			return this.decisionPoint.begin(facts, management, find(exchange));
		}
		catch (Throwable ex) {
			return this.decisionPoint.beginFailed(ex);
		}
	}

	/**
	 * The decision that travels with the exchange.
	 * @param exchange the exchange
	 * @return what has been started, or a new start
	 */
	RequestDecision get(ServerWebExchange exchange) {
		RequestDecision decision = find(exchange);
		if (decision == null) {
			decision = begin(exchange);
			exchange.getAttributes().put(ATTRIBUTE, decision);
		}
		return decision;
	}

	/**
	 * Finds the decision that travels with the exchange.
	 * @param exchange the exchange
	 * @return the decision, {@code null} if nothing has been started
	 */
	public static @Nullable RequestDecision find(ServerWebExchange exchange) {
		return exchange.getAttribute(ATTRIBUTE);
	}

	/** Finds the decision about an observed request, {@code null} if there is none. */
	static @Nullable Decision observed(ServerRequestObservationContext context) {
		RequestDecision decision = (RequestDecision) context.getAttributes().get(ATTRIBUTE);
		return (decision != null) ? decision.decision() : null;
	}

	/** A separate management port is served by a child of the application's context. */
	private boolean isOnManagementPort(ServerWebExchange exchange) {
		ApplicationContext server = exchange.getApplicationContext();
		return server != null && server.getParent() == this.context;
	}

	/**
	 * What was found out when a chain was asked about an exchange. Spring Security makes
	 * an object of its own for each exchange that it filters, so that the answer to
	 * another question about the same exchange is told apart.
	 *
	 * @param exchange the exchange
	 * @param decision the decision, about which nothing is concluded
	 */
	private record MatchedExchange(ServerWebExchange exchange, RequestDecision decision) {
	}

}
