package io.microgate.reactive;

import io.microgate.engine.RequestDecision;
import reactor.core.publisher.Mono;

import org.springframework.security.web.server.firewall.HttpStatusExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers for the firewall of Spring Security, which comes first. A path that Microgate
 * would not judge either is refused as Microgate does, so that answers, counters and log
 * are the same whatever firewall there is; for all else Spring Security's answer stays.
 */
public final class ServerPathRejectionHandler implements ServerExchangeRejectedHandler {

	private final ServerExchangeRejectedHandler others = new HttpStatusExchangeRejectedHandler();

	private final ReactiveDecisions decisions;

	/**
	 * Creates the handler.
	 * @param decisions the decisions about requests
	 */
	public ServerPathRejectionHandler(ReactiveDecisions decisions) {
		this.decisions = decisions;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException rejection) {
		RequestDecision decision = this.decisions.get(exchange);
		return decision.isUnreadable()
				? ServerRefusalHandler.render(decision, this.decisions.refusalBodies(), exchange.getResponse())
				: this.others.handle(exchange, rejection);
	}

}
