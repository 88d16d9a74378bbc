package io.microgate.servlet;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.security.AuthenticationAuditListener;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenAuthentication}: it gets about, in events and what is made of
 * them, and so must not show the token.
 */
class TokenAuthenticationTests {

	private static final String TOKEN = "header.payload.signature";

	private final TokenAuthentication authentication = new TokenAuthentication(TOKEN);

	@Test
	void getNameWhenAskedThenIsNotTheToken() {
		assertThat(this.authentication.getName()).doesNotContain(TOKEN);
	}

	@Test
	void toStringWhenAskedThenIsNotTheToken() {
		assertThat(this.authentication.toString()).doesNotContain(TOKEN);
	}

	@Test
	void auditEventWhenTokenIsRefusedThenHoldsNoToken() {
		List<Object> published = new ArrayList<>();
		AuthenticationAuditListener listener = new AuthenticationAuditListener();
		listener.setApplicationEventPublisher(published::add);
		listener.onApplicationEvent(new AuthenticationFailureServiceExceptionEvent(this.authentication,
				new AuthenticationServiceException("The token cannot be judged")));
		assertThat(published).singleElement().satisfies((event) -> {
			assertThat(event).isInstanceOf(AuditApplicationEvent.class);
			assertThat(((AuditApplicationEvent) event).getAuditEvent().toString()).doesNotContain(TOKEN);
		});
	}

}
