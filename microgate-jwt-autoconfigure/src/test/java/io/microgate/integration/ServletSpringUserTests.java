package io.microgate.integration;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a user of Spring Security relies on with Spring MVC.
 */
class ServletSpringUserTests extends SpringUserTests {

	ServletSpringUserTests() {
		super(WebApplicationType.SERVLET, ServletSpringUserApplication.class);
	}

	@Test
	void principalWhenOpenRouteThenAnonymousEvenWithToken() {
		String body = get("/open/principal", bearer()).body();
		assertThat(body).contains("\"name\":\"anonymousUser\"", "\"subject\":\"none\"");
	}

	private static String user(HttpResponse<String> response) {
		return response.headers().firstValue("X-User").orElse("none");
	}

	@Test
	void servletRequestWhenTokenThenHasTheUser() {
		assertThat(get("/api/principal", bearer()).body()).contains("\"remoteUser\":\"alice\"", "\"admin\":false");
		assertThat(get("/open/principal", bearer()).body()).contains("\"remoteUser\":\"none\"");
	}

	@Test
	void asyncWhenCallableThenContextIsOnItsThread() {
		HttpResponse<String> response = get("/api/callable", bearer());
		assertThat(response.body()).isEqualTo("alice");
		assertThat(user(response)).isEqualTo("alice");
	}

	@Test
	void asyncWhenDeferredResultThenContextIsThereAfterTheDispatch() {
		HttpResponse<String> response = get("/api/deferred", bearer());
		assertThat(response.body()).isEqualTo("deferred");
		assertThat(user(response)).isEqualTo("alice");
	}

	@ParameterizedTest
	@CsvSource({ "/api/conflict, 409", "/api/failure, 500" })
	void errorWhenDispatchedThenContextIsKept(String path, int status) {
		HttpResponse<String> response = get(path, bearer());
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(user(response)).isEqualTo("alice");
	}

	@Test
	void forwardWhenFromForeignChainThenDecidedOnItsTarget() {
		HttpResponse<String> refused = get("/portal/forward/principal");
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(challenge(refused)).isEqualTo("Bearer");
		assertThat(refused.body()).isEmpty();
		HttpResponse<String> allowed = get("/portal/forward/principal", bearer());
		assertThat(allowed.statusCode()).isEqualTo(200);
		assertThat(allowed.body()).contains("\"subject\":\"alice\"", "\"authorities\":[\"FACTOR_BEARER\"]");
		assertThat(get("/portal/forward/write", bearer()).statusCode()).isEqualTo(403);
	}

	@Test
	void includeWhenFromForeignChainThenNotDecided() {
		assertThat(get("/portal/include").statusCode()).isEqualTo(200);
	}

	@Test
	void eventsWhenTokenIsGoodThenSuccess() {
		SecurityEvents events = application().bean(SecurityEvents.class);
		events.clear();
		get("/api/principal", bearer());
		assertThat(events.names()).containsExactly("AuthenticationSuccessEvent");
	}

	@Test
	void eventsWhenTokenIsBadThenFailureWithoutTheToken() {
		SecurityEvents events = application().bean(SecurityEvents.class);
		events.clear();
		get("/api/principal", "Authorization", "Bearer not.a.token");
		assertThat(events.all()).singleElement()
			.isInstanceOfSatisfying(AbstractAuthenticationEvent.class,
					(event) -> assertThat(event.toString()).doesNotContain("not.a.token"));
		assertThat(events.names()).containsExactly("AuthenticationFailureBadCredentialsEvent");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/principal", "/denied", "/elsewhere" })
	void eventsWhenRefusedThenDenied(String path) {
		SecurityEvents events = application().bean(SecurityEvents.class);
		events.clear();
		get(path);
		assertThat(events.names()).containsExactly("AuthorizationDeniedEvent");
	}

}
