package io.microgate.servlet;

import java.util.function.Supplier;

import io.microgate.decision.FailureLog;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Publishes Spring Security's events so that a listener that fails changes neither the
 * decision nor what the client is told.
 */
final class GuardedEvents implements AuthenticationEventPublisher, AuthorizationEventPublisher {

	private final AuthenticationEventPublisher authenticationEvents;

	private final AuthorizationEventPublisher authorizationEvents;

	private final @Nullable ChainEventMark mark;

	private final FailureLog failures;

	GuardedEvents(SecurityBeans beans, FailureLog failures) {
		this.authenticationEvents = beans.authenticationEvents();
		this.authorizationEvents = beans.authorizationEvents();
		this.mark = beans.mark();
		this.failures = failures;
	}

	@Override
	public void publishAuthenticationSuccess(Authentication authentication) {
		publish(() -> this.authenticationEvents.publishAuthenticationSuccess(authentication));
	}

	@Override
	public void publishAuthenticationFailure(AuthenticationException exception, Authentication authentication) {
		publish(() -> this.authenticationEvents.publishAuthenticationFailure(exception, authentication));
	}

	@Override
	public <T> void publishAuthorizationEvent(Supplier<Authentication> authentication, T object,
			@Nullable AuthorizationResult result) {
		publish(() -> this.authorizationEvents.publishAuthorizationEvent(authentication, object, result));
	}

	private void publish(Runnable publication) {
		try {
			if (this.mark != null) {
				this.mark.during(publication);
			}
			else {
				publication.run();
			}
		}
		catch (Throwable ex) {
			this.failures.log("A listener to security events failed", ex);
		}
	}

}
