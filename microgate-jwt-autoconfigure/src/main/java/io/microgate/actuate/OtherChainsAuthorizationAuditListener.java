package io.microgate.actuate;

import io.microgate.servlet.ChainEventMark;

import org.springframework.boot.actuate.security.AuthorizationAuditListener;
import org.springframework.security.authorization.event.AuthorizationEvent;

/**
 * Records the events of all chains but Microgate's, whose decisions are audit events
 * already. Spring Boot's own listener would record their subjects.
 */
public final class OtherChainsAuthorizationAuditListener extends AuthorizationAuditListener {

	private final ChainEventMark mark;

	/**
	 * Creates the listener.
	 * @param mark tells the events of Microgate's chains
	 */
	public OtherChainsAuthorizationAuditListener(ChainEventMark mark) {
		this.mark = mark;
	}

	@Override
	public void onApplicationEvent(AuthorizationEvent event) {
		if (!this.mark.isPublishing()) {
			super.onApplicationEvent(event);
		}
	}

	/** The mark is that of the publishing thread. */
	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
