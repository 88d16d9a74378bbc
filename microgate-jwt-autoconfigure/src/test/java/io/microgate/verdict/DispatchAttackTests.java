package io.microgate.verdict;

import java.io.IOException;

import io.microgate.jwt.DenyReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attack 6.5 by what only a servlet container does: requests that are dispatched again,
 * and a method that a filter takes from a parameter.
 */
class DispatchAttackTests extends AttackTests {

	private static final String CONFIGURATION = """
			spring.mvc.hiddenmethod.filter.enabled: true
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

	DispatchAttackTests() {
		super(TestStack.SERVLET, CONFIGURATION);
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
		refuses(http("POST /posted/x?_method=DELETE"), DenyReason.POLICY_NONE);
		accepts(http("POST /deleted/x?_method=DELETE"));
		refuses(http("POST /deleted/x?_method=POST"), DenyReason.POLICY_NONE);
		refuses(http("GET /posted/x?_method=POST"), DenyReason.POLICY_NONE);
		refuses(http("GET /deleted/x?_method=DELETE"), DenyReason.POLICY_NONE);
		accepts(http("POST /posted/x", "X-HTTP-Method-Override: DELETE"));
		refuses("POST /posted/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 14\r\n"
				+ "Content-Type: application/x-www-form-urlencoded\r\n\r\n_method=DELETE", DenyReason.POLICY_NONE);
	}

}
