package io.microgate.servlet;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;

/**
 * Creates the filter of unreadable targets with its order, which is right before Spring
 * Security's filter, wherever that one stands.
 */
final class UnreadableTargets {

	private UnreadableTargets() {
	}

	static UnreadableTargetFilter filter(ServletDecisions decisions,
			ObjectProvider<SecurityFilterProperties> securityFilter) {
		SecurityFilterProperties configured = securityFilter.getIfAvailable();
		int order = ((configured != null) ? configured : new SecurityFilterProperties()).getOrder();
		return new UnreadableTargetFilter(decisions, (order > Integer.MIN_VALUE) ? order - 1 : order);
	}

}
