package io.microgate.verdict;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.decision.DenyReason;
import io.microgate.verdict.SeenRequests.Seen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Header fields that are set for the application: every part of it sees what Microgate
 * has set or nothing, whatever a client sends.
 */
abstract class ReactivePropagationTests extends AttackTests {

	private static final String CONFIGURATION = """
			management: {server: {port: 0}, endpoints.web.exposure.include: "*"}
			server.http2.enabled: true
			microgate:
			  jwks.main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts.main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			  identity-propagations:
			    user: {header: {name: X-User, value: {source: {jwt: {claim: sub}}}}}
			    tenant: {header: {name: X-Tenant, value: {source: {jwt: {claim: tenant.id}}}}}
			    unused: {header: {name: X-Unused, value: {source: {jwt: {claim: sub}}}}}
			  routes:
			    api: {paths: [/api/**]}
			    plain: {paths: [/plain/**, /actuator/**]}
			    open: {paths: [/open/**]}
			  access-control-policies:
			    api:
			      targetRefs: [{name: api}]
			      policies:
			        - authorization: {authentication: {jwt: {jwtRef: {name: main}}}}
			          identityPropagation:
			            actions: [{identityPropagationRef: {name: user}}, {identityPropagationRef: {name: tenant}}]
			            onFailure: Pass
			    plain: {targetRefs: [{name: plain}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			    open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
			""";

	private static final String[] SPOOFED = { "X-User: mallory", "x-user: mallory", "X_User: mallory",
			"X-USER: mallory", "x_user: mallory", "X-Tenant: mallory", "X_TENANT: mallory", "x-unused: mallory" };

	private static final List<String> NAMES = List.of("X-User", "X_User", "X-Tenant", "X_Tenant", "X-Unused");

	ReactivePropagationTests(TestStack stack) {
		super(stack, CONFIGURATION);
	}

	@BeforeEach
	void clear() {
		seen().clear();
	}

	SeenRequests seen() {
		return application().bean(SeenRequests.class);
	}

	private RawHttp.Response sendSpoofed(String target, String... more) throws IOException {
		return send(spoofed(target, more));
	}

	private static String spoofed(String request, String... more) {
		return http(request, Stream.of(SPOOFED, more).flatMap(Stream::of).toArray(String[]::new));
	}

	private String bearer(String token) {
		return "Authorization: Bearer " + token;
	}

	private static void assertNothingArrived(Seen seen) {
		assertThat(seen).isNotNull();
		assertThat(seen.toString()).doesNotContain("mallory");
		NAMES.forEach((name) -> assertThat(seen.field(name)).as(name).isEmpty());
	}

	private void assertValues(String place, List<String> user, List<String> tenant) {
		Seen seen = seen().at(place);
		assertThat(seen).as(place).isNotNull();
		assertThat(seen.toString()).as(place).doesNotContain("mallory");
		assertThat(seen.field("X-User")).as(place).isEqualTo(user);
		assertThat(seen.field("X-Tenant")).as(place).isEqualTo(tenant);
		assertThat(seen.field("X-Unused")).as(place).isEmpty();
	}

	private String tokenOfAlice() {
		return forge("claims", Map.of("sub", "alice", "tenant", Map.of("id", 7)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "X-Mutate: yes" })
	void requestWhenAllowedThenOnlyTheValuesOfTheTokenArrive(String mutation) throws IOException {
		String[] more = mutation.isEmpty() ? new String[] { bearer(tokenOfAlice()) }
				: new String[] { bearer(tokenOfAlice()), mutation };
		assertThat(sendSpoofed("GET /api/x", more).status()).isEqualTo(200);
		assertNothingArrived(seen().at(ReactiveSeeingApplication.EARLY));
		assertValues(ReactiveSeeingApplication.LATE, List.of("alice"), List.of("7"));
		assertValues(ReactiveSeeingApplication.HANDLER, List.of("alice"), List.of("7"));
		assertThat(seen().at(ReactiveSeeingApplication.HANDLER).field("X-Added"))
			.isEqualTo(mutation.isEmpty() ? List.of() : List.of("early"));
	}

	@Test
	void requestWhenTokenIsRememberedThenTheSameValuesArrive() throws IOException {
		String token = tokenOfAlice();
		for (int i = 0; i < 3; i++) {
			sendSpoofed("GET /api/x", bearer(token));
			assertValues(ReactiveSeeingApplication.HANDLER, List.of("alice"), List.of("7"));
			seen().clear();
		}
	}

	@Test
	void requestWhenClaimIsAbsentThenTheFieldIsAbsent() throws IOException {
		sendSpoofed("GET /api/x", bearer(forge("claims", Map.of("sub", "bob"))));
		assertValues(ReactiveSeeingApplication.HANDLER, List.of("bob"), List.of());
	}

	@ParameterizedTest
	@ValueSource(strings = { "/open/x", "/plain/x" })
	void requestWhenEntrySetsNothingThenNothingArrives(String path) throws IOException {
		assertThat(sendSpoofed("GET " + path, bearer(goodToken())).status()).isEqualTo(200);
		assertThat(seen().all()).hasSize(3).allSatisfy(ReactivePropagationTests::assertNothingArrived);
	}

	@Test
	void requestWhenHandlerFailsThenExceptionHandlersSeeNothingOfTheClient() throws IOException {
		assertThat(sendSpoofed("GET /api/failure", bearer(tokenOfAlice())).status()).isEqualTo(500);
		assertNothingArrived(seen().at(ReactiveSeeingApplication.EXCEPTION));
		assertValues(ReactiveSeeingApplication.HANDLER, List.of("alice"), List.of("7"));
	}

	@Test
	void requestWhenRefusedThenFiltersInFrontSeeNothingOfTheClient() throws IOException {
		refuses(spoofed("GET /api/x"), DenyReason.TOKEN_MISSING);
		sendSpoofed("GET /api/x");
		assertNothingArrived(seen().at(ReactiveSeeingApplication.EARLY));
		sendSpoofed("GET /elsewhere");
		assertNothingArrived(seen().at(ReactiveSeeingApplication.EARLY));
	}

	@Test
	void requestWhenPreflightIsAnsweredThenNothingArrives() throws IOException {
		RawHttp.Response response = sendSpoofed("OPTIONS /api/shared", "Origin: https://friend.example",
				"Access-Control-Request-Method: GET");
		assertThat(response.header("Access-Control-Allow-Origin")).containsExactly("https://friend.example");
		assertThat(seen().all()).isNotEmpty().allSatisfy(ReactivePropagationTests::assertNothingArrived);
	}

	@Test
	void requestWhenOnManagementPortThenNothingArrives() throws IOException {
		for (String path : new String[] { "/actuator/health", "/actuator/info" }) {
			seen().clear();
			assertThat(RawHttp.exchange(application().port(true), spoofed("GET " + path, bearer(goodToken()))).status())
				.isEqualTo(200);
			assertThat(seen().all()).hasSizeGreaterThanOrEqualTo(2)
				.allSatisfy(ReactivePropagationTests::assertNothingArrived);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "close, x-user", "X_User,close , X-TENANT", "x-user" })
	void requestWhenConnectionNamesAFieldThatIsSetThenItDoesNotArrive(String connection) throws IOException {
		String http = spoofed("GET /api/x", bearer(tokenOfAlice())).replace("Connection: close",
				"Connection: " + connection);
		try (RawHttp.Connection client = new RawHttp.Connection(port())) {
			assertThat(client.exchange(http).status()).isEqualTo(200);
		}
		assertValues(ReactiveSeeingApplication.HANDLER, List.of("alice"), List.of("7"));
		assertThat(seen().at(ReactiveSeeingApplication.HANDLER).field("Connection"))
			.isEqualTo(connection.contains("close") ? List.of("close") : List.of());
	}

	@Test
	void requestWhenFieldTrailsThenItDoesNotArrive() throws IOException {
		String http = "POST /api/form HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + bearer(tokenOfAlice())
				+ "\r\nTrailer: X-User\r\nContent-Type: application/x-www-form-urlencoded\r\n"
				+ "Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\nX-User: mallory\r\n\r\n";
		RawHttp.Response response = send(http);
		assertThat(response.body()).isEqualTo("{\"form\":[\"b\"]}");
		assertValues(ReactiveSeeingApplication.HANDLER, List.of("alice"), List.of("7"));
	}

	@Test
	void requestWhenHttpTwoThenOnlyTheValuesOfTheTokenArrive() throws IOException, InterruptedException {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:%d/api/x".formatted(port())))
			.header("Authorization", "Bearer " + tokenOfAlice());
		for (String spoofed : SPOOFED) {
			request.header(spoofed.split(": ")[0], spoofed.split(": ")[1]);
		}
		client.send(request.copy().build(), HttpResponse.BodyHandlers.discarding());
		seen().clear();
		HttpResponse<Void> response = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
		assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
		assertNothingArrived(seen().at(ReactiveSeeingApplication.EARLY));
		assertValues(ReactiveSeeingApplication.HANDLER, List.of("alice"), List.of("7"));
	}

}
