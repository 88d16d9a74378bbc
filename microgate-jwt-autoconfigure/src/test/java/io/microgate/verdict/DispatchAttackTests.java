package io.microgate.verdict;

import java.io.IOException;

import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attack 6.5 by requests that are dispatched again, or are not what they were when they
 * came in, and by a method that a filter takes from the body.
 */
abstract class DispatchAttackTests extends AttackTests {

	private static final String CONFIGURATION = """
			spring.mvc.hiddenmethod.filter.enabled: true
			spring.webflux.hiddenmethod.filter.enabled: true
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			  routes:
			    api: {paths: [/api/**, /vault/**]}
			    posted: {paths: [/posted/**]}
			    deleted: {paths: [/deleted/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			    posted: {targetRefs: [{name: posted}], policies: [{requestConditions: {method: [POST]}, authorization: {}}]}
			    deleted: {targetRefs: [{name: deleted}], policies: [{requestConditions: {method: [DELETE]}, authorization: {}}]}
			""";

	DispatchAttackTests(TestStack stack) {
		super(stack, CONFIGURATION);
	}

	@Test
	void attack6_5WhenForwardedBeforeAnythingIsDecidedThenTheTargetIsJudged() throws IOException {
		refuses(http("GET /early/vault/secret"), DenyReason.TOKEN_MISSING);
		refusesToken("/early/vault/secret", forge("key", "attacker"), DenyReason.TOKEN_SIGNATURE);
		refuses(http("GET /early/elsewhere"), DenyReason.ROUTE_NONE);
		assertThat(send(get("/early/vault/secret", goodToken())).body()).isEqualTo(TestStack.SECRET);
		refuses(http("GET /early/early/vault/secret"), DenyReason.ROUTE_NONE);
	}

	@Test
	void attack6_5WhenForwardedToAnOddPathThenNothingIsLetIn() throws IOException {
		for (String path : new String[] { "/early//vault/secret", "/early/x/../vault/secret", "/early/vault;x/secret",
				"/early/x/%2e%2e/vault/secret", "/early/%2e/vault/secret", "/early/..;/vault/secret",
				"/early/vault/secret?x=/../y", "/early/vault/secret%3fx", "/early/vault/%73ecret" }) {
			assertThat(send(http("GET " + path)).body()).as(path).doesNotContain(TestStack.SECRET, "user=");
		}
	}

	@Test
	void attack6_5WhenDispatchedAgainThenNotWithoutATokenInTheFirstPlace() throws IOException {
		for (String handler : new String[] { "async", "forward", "include", "error", "failure" }) {
			refuses(http("GET /api/" + handler), DenyReason.TOKEN_MISSING);
		}
		refuses(http("GET /error"), DenyReason.ROUTE_NONE);
	}

	/** The application sees the method of the parameter, so that is the one to judge. */
	@Test
	void attack6_5WhenMethodIsOverriddenThenTheApplicationsMethodIsJudged() throws IOException {
		accepts(http("POST /posted/x"));
		accepts(http("DELETE /deleted/x"));
		accepts(http("POST /posted/x", "X-HTTP-Method-Override: DELETE"));
		refuses(form("/posted/x", "_method=DELETE"), DenyReason.POLICY_NONE);
		accepts(form("/deleted/x", "_method=DELETE"));
		refuses(form("/deleted/x", "_method=POST"), DenyReason.POLICY_NONE);
	}

	private static String form(String path, String body) {
		return "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n".formatted(path,
				body.length()) + "Content-Type: application/x-www-form-urlencoded\r\n\r\n" + body;
	}

}
