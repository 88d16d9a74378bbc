package io.microgate.decision;

import io.microgate.request.RequestFacts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

/**
 * Writes one debug line for each refusal.
 */
public final class DecisionLog implements DecisionListener {

	private static final Log logger = LogFactory.getLog(DecisionLog.class);

	@Override
	public void decided(RequestFacts request, Decision decision) {
		if (decision.reason() != null && logger.isDebugEnabled()) {
			logger.debug(LogMessage.format("Refused %s %s on route '%s': %s", request.method(), request.path(),
					(decision.route() != null) ? decision.route() : "none", decision.reason().code()));
		}
	}

}
