package io.microgate.integration;

import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.AuditEvent;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is seen of decisions with Spring MVC.
 */
class ServletObservabilityTests extends ObservabilityTests {

	/** Spring Boot observes no requests to a management port of its own. */
	ServletObservabilityTests() {
		super(WebApplicationType.SERVLET, ObservedServletApplication.class, 0);
	}

	private static String[] basic(String password) {
		return new String[] { "Authorization",
				"Basic " + Base64.getEncoder().encodeToString(("bob:" + password).getBytes()) };
	}

	@Test
	void auditWhenChainOfTheApplicationThenRecordedAsEver() {
		Application application = start();
		application.get("/portal/x", basic("wrong"));
		application.get("/portal/x", basic("bob"));
		assertThat(audited()).extracting(AuditEvent::getType)
			.containsExactly("AUTHENTICATION_FAILURE", "AUTHENTICATION_SUCCESS", "AUTHORIZATION_FAILURE");
		assertThat(audited()).extracting(AuditEvent::getPrincipal).containsOnly("bob");
	}

	@Test
	void eventsOfSpringSecurityWhenAuditedThenPublishedAsEver() {
		Application application = start();
		SecurityEvents events = application.bean(SecurityEvents.class);
		events.clear();
		application.get("/api/admin", bearer(Map.of()));
		assertThat(events.names()).isEqualTo(List.of("AuthenticationSuccessEvent", "AuthorizationDeniedEvent"));
	}

}
