package io.microgate.verdict;

import java.io.IOException;
import java.util.List;

import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attack 6.6 against an application that answers preflights.
 */
abstract class PreflightAttackTests extends AttackTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			  routes:
			    api: {paths: [/api/**, /vault/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			""";

	private static final String FRIEND = "Origin: https://friend.example";

	private static final String ASKED = "Access-Control-Request-Method: GET";

	PreflightAttackTests(TestStack stack) {
		super(stack, CONFIGURATION, "cors");
	}

	@Test
	void attack6_6WhenPreflightIsAnsweredThenTheApplicationIsNotReached() throws IOException {
		RawHttp.Response friend = send(http("OPTIONS /vault/secret", FRIEND, ASKED));
		assertThat(friend.status()).isEqualTo(200);
		assertThat(friend.body()).isEmpty();
		assertThat(friend.header("Access-Control-Allow-Origin")).containsExactly("https://friend.example");
		RawHttp.Response evil = send(http("OPTIONS /vault/secret", "Origin: https://evil.example", ASKED));
		assertThat(evil.status()).isEqualTo(403);
		assertThat(evil.header("Access-Control-Allow-Origin")).isEmpty();
	}

	@Test
	void attack6_6WhenItIsNoPreflightThenDecided() throws IOException {
		refuses(http("OPTIONS /vault/secret"), DenyReason.TOKEN_MISSING);
		refuses(http("OPTIONS /vault/secret", ASKED), DenyReason.TOKEN_MISSING);
		refuses(http("GET /vault/secret", ASKED), DenyReason.TOKEN_MISSING);
		for (String request : List.of("GET", "POST")) {
			RawHttp.Response response = send(http(request + " /vault/secret", FRIEND, ASKED));
			assertThat(response.status()).isEqualTo(401);
			assertThat(response.body()).isEmpty();
		}
		assertThat(send(http("OPTIONS /vault/secret", FRIEND)).status()).isEqualTo(401);
		assertThat(send(http("OPTIONS /vault/secret", FRIEND, "Access-Control-Request-Method:")).body())
			.doesNotContain(TestStack.SECRET);
	}

}
