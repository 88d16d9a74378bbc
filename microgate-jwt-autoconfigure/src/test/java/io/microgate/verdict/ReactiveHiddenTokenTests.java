package io.microgate.verdict;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DenyReason;
import io.microgate.verdict.SeenRequests.Seen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens that Microgate reads and the application does not: those in a field that is set
 * by a propagation, and those that a policy takes out.
 */
class ReactiveHiddenTokenTests extends AttackTests {

	private static final String CONFIGURATION = """
			server.forward-headers-strategy: framework
			microgate:
			  jwks.main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			    everywhere:
			      extractionSources: [{queryParameter: {name: access_token}}, {cookie: {name: token}}, {header: {name: X-Token}}, {bearerToken: {}}]
			      requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}]
			      expirationRequired: true
			  identity-propagations:
			    inner: {bearerToken: {source: {jwt: {claim: inner}}}}
			  routes:
			    api: {paths: [/api/**]}
			    open: {paths: [/open/**]}
			    stripped: {paths: [/stripped/**]}
			  access-control-policies:
			    api:
			      targetRefs: [{name: api}]
			      policies:
			        - authorization: {authentication: {jwt: {jwtRef: {name: main}}}}
			          identityPropagation: {actions: [{identityPropagationRef: {name: inner}}], onFailure: Pass}
			    open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
			    stripped:
			      targetRefs: [{name: stripped}]
			      policies:
			        - {requestConditions: {path: {matcher: {exact: /stripped/open}}}, authorization: {}}
			        - authorization: {authentication: {jwt: {jwtRef: {name: everywhere}}}}
			      extensions: {stripToken: true}
			""";

	private final String token = forge("claims", Map.of("sub", "alice", "inner", "inner-token"));

	ReactiveHiddenTokenTests() {
		super(ReactiveSeeingStacks.NETTY, CONFIGURATION);
	}

	@BeforeEach
	void clear() {
		seen().clear();
	}

	private SeenRequests seen() {
		return application().bean(SeenRequests.class);
	}

	private Seen atHandler() {
		return seen().at(ReactiveSeeingApplication.HANDLER);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "X-Other: x", "X-Mutate: yes", "X-Forwarded-Host: other.example", "Connection: authorization" })
	void requestWhenTokenIsReplacedThenOnlyTheDecisionSeesIt(String more) throws IOException {
		assertThat(send(http("GET /api/x", "Authorization: Bearer " + this.token, more)).status()).isEqualTo(200);
		assertThat(seen().at(ReactiveSeeingApplication.EARLY).toString()).doesNotContain(this.token);
		assertThat(atHandler().toString()).doesNotContain(this.token);
		assertThat(atHandler().field("Authorization")).containsExactly("Bearer inner-token");
		assertThat(String.join(",", atHandler().field("Connection")).toLowerCase()).doesNotContain("authorization");
	}

	@Test
	void requestWhenFieldThatIsReplacedIsRepeatedThenStillAmbiguous() throws IOException {
		refuses(http("GET /api/x", "Authorization: Bearer " + this.token, "authorization: Basic eA=="),
				DenyReason.TOKEN_AMBIGUOUS);
		refuses(http("GET /api/x", "Authorization_: Bearer " + this.token), DenyReason.TOKEN_MISSING);
		refuses(http("GET /api/x", "X-Mutate: yes"), DenyReason.TOKEN_MISSING);
	}

	@Test
	void requestWhenValueIsAbsentThenTheTokenOfTheClientDoesNotArriveInstead() throws IOException {
		assertThat(send(get("/api/x", goodToken())).status()).isEqualTo(200);
		assertThat(atHandler().field("Authorization")).isEmpty();
		assertThat(send(get("/open/x", goodToken())).status()).isEqualTo(200);
		assertThat(atHandler().field("Authorization")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "access_token=%s", "a=1&access_token=%s", "access_token=%s&b=%%C3%%A4+&c",
			"a&access%%5ftoken=%s" })
	void requestWhenTokenIsInAQueryThatIsStrippedThenTheRestIsAsSent(String query) throws IOException {
		String sent = query.formatted(this.token);
		assertThat(send(http("GET /stripped/x%20y?" + sent)).status()).isEqualTo(200);
		assertThat(atHandler().toString()).doesNotContain(this.token, "access", "evil");
		assertThat(atHandler().target()).contains("/stripped/x%20y");
		if (sent.contains("b=")) {
			assertThat(atHandler().target()).endsWith("?b=%C3%A4+&c");
		}
		if (sent.startsWith("access_token") && !sent.contains("b=")) {
			assertThat(atHandler().target()).doesNotContain("?");
		}
	}

	/** An open entry has not looked at the token. */
	@ParameterizedTest
	@ValueSource(strings = { "access_token=evil&=access_token=evil", "!access_token=evil&access_token%5B%5D=evil",
			"access_token=evil&access_token=evil", "x=1;access_token=evil" })
	void requestWhenParameterIsSpelledInAnotherWayThenItIsStrippedToo(String query) throws IOException {
		assertThat(
				send(http("GET /stripped/open?" + query, "Cookie: token=evil", "X-Token: evil", "DPoP: evil")).status())
			.isEqualTo(200);
		assertThat(atHandler().toString()).doesNotContain("evil");
	}

	@ParameterizedTest
	@ValueSource(strings = { "token=%s", "a=1; token=%s", "a=1;token=%s;b=2", "token=\"%s\"; b=2", "a=1; ,token=%s" })
	void requestWhenTokenIsInACookieThatIsStrippedThenTheOthersStay(String cookies) throws IOException {
		String sent = cookies.formatted(this.token);
		assertThat(send(http("GET /stripped/x", "Cookie: " + sent)).status()).isEqualTo(200);
		assertThat(atHandler().toString()).doesNotContain(this.token).doesNotContain("token=");
		assertThat(atHandler().field("Cookie")).hasSize((sent.contains("a=") || sent.contains("b=")) ? 1 : 0);
		assertThat(atHandler().cookies().contains("a=1")).isEqualTo(sent.contains("a="));
		assertThat(atHandler().cookies().contains("b=2")).isEqualTo(sent.contains("b="));
	}

	@Test
	void requestWhenTokenIsInAFieldThatIsStrippedThenItAndTheProofAreAbsent() throws IOException {
		assertThat(
				send(http("GET /stripped/x", "X-Token: " + this.token, "x_token: " + this.token, "DPoP: x")).status())
			.isEqualTo(200);
		assertThat(atHandler().toString()).doesNotContain(this.token);
		assertThat(atHandler().field("DPoP")).isEmpty();
		assertThat(seen().at(ReactiveSeeingApplication.LATE).field("X-Token")).isEqualTo(List.of());
	}

}
