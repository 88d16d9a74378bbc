package io.microgate.test.refusal;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.microgate.decision.DenyReason;
import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.refusal.Clients.Client;
import io.microgate.test.token.TestTokens;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for the messages of failures, the same for each client, stack and environment.
 */
@AutoConfigureMicrogateJwt
@TestInstance(Lifecycle.PER_CLASS)
abstract class RefusalMessageTests {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private TestTokens tokens;

	/** The clients that the context has. */
	private Stream<Client> clients() {
		List<Client> clients = Stream
			.of(client(MockMvc.class, Clients.MockMvcClient::new),
					client(MockMvcTester.class, Clients.MockMvcTesterClient::new),
					client(WebTestClient.class, Clients.WebClient::new),
					client(RestTestClient.class, Clients.RestClient::new),
					client(TestRestTemplate.class, Clients.Template::new))
			.flatMap((each) -> each)
			.toList();
		assertThat(clients).hasSize(expectedClients());
		return clients.stream();
	}

	abstract int expectedClients();

	/** What clients send by themselves. */
	String hostWithoutAnnotation() {
		return "'localhost'";
	}

	private <T> Stream<Client> client(Class<T> type, java.util.function.Function<T, Client> maker) {
		return this.context.getBeanProvider(type).stream().map(maker);
	}

	private HttpHeaders reader() {
		HttpHeaders headers = new HttpHeaders();
		headers.setBearerAuth(token());
		return headers;
	}

	private String token() {
		return this.tokens.forJwt("shop").claim("roles", "reader").value();
	}

	@ParameterizedTest
	@MethodSource("clients")
	void assertionWhenClaimIsNotMetThenMessageHasReasonPlaceAndClaim(Client client) {
		HttpHeaders headers = reader();
		DecisionAssert decision = client.send("/refusals/books", headers).decision();
		decision.isRefused().isRefusedFor(DenyReason.CLAIMS_REQUIRE_ALL).isDecidedBy("books", 0);
		requireExplained(String.valueOf(catchThrowable(decision::isAllowed).getMessage()), headers);
		assertThat(catchThrowable(() -> decision.isRefusedFor(DenyReason.TOKEN_EXPIRED)))
			.isInstanceOf(AssertionError.class)
			.hasMessageStartingWith(
					"Expected the request to be refused with 401: token.expired, but it was refused with 403: claims.require_all by entry 0 of policy 'books' (");
		assertThat(catchThrowable(() -> decision.isDecidedBy("books", 1))).isInstanceOf(AssertionError.class);
	}

	@ParameterizedTest
	@MethodSource("clients")
	void failureOfSpringWhenClaimIsNotMetThenHasReasonPlaceAndClaim(Client client) throws Exception {
		HttpHeaders headers = reader();
		Throwable failure = failureOf(() -> client.expectOk("/refusals/books", headers));
		assertThat(failure).isInstanceOf(AssertionError.class);
		requireExplained(suppressed(failure), headers);
	}

	static void requireAssumed(DecisionAssert decision, String expected) {
		decision.isRefusedFor(DenyReason.CLAIMS_REQUIRE_ALL);
		assertThat(catchThrowable(decision::isAllowed)).hasMessageContaining("Token     assumed by the test")
			.hasMessageContaining(expected)
			.hasMessageNotContainingAny("Checks", "otherwise");
	}

	private static void requireExplained(String message, HttpHeaders headers) {
		assertThat(message)
			.contains("Refused with 403: claims.require_all at io/microgate/test/refusal/refusals.yml:", "GET ",
					"/refusals/books", "requireAll[0]", "claim 'roles' that is 'admin'; the token has \"reader\"",
					"Change    Use a token with claim 'roles'")
			.doesNotContain(String.valueOf(headers.getFirst(HttpHeaders.AUTHORIZATION)).split("\\.")[2])
			.doesNotContain("otherwise");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void failureOfSpringWhenOnlyHostDiffersThenSaysHowToSetIt(Client client) throws Exception {
		Throwable failure = failureOf(() -> client.expectOk("/refusals/hosted", new HttpHeaders()));
		assertThat(suppressed(failure)).contains("Refused with 403: route.none",
				"the test sends " + hostWithoutAnnotation(), "@AutoConfigureMicrogateJwt(host = \"api.example.com\")");
	}

	@ParameterizedTest
	@MethodSource("clients")
	void failureWhenRefusalWasExpectedEarlierThenIsLeftAlone(Client client) throws Exception {
		Throwable failure = failureOf(() -> {
			client.send("/refusals/books", new HttpHeaders()).decision().isRefusedFor(DenyReason.TOKEN_MISSING);
			client.expectOk("/refusals/open", new HttpHeaders());
			throw new AssertionError("something else");
		});
		assertThat(failure.getSuppressed()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("clients")
	void failureWhenAssertionExplainsTheRefusalThenIsNotExplainedAgain(Client client) throws Exception {
		Throwable failure = failureOf(() -> client.send("/refusals/books", new HttpHeaders()).decision().isAllowed());
		assertThat(failure).hasMessageContaining("Refused with 401: token.missing");
		assertThat(failure.getSuppressed()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("clients")
	void requestWhenHeadersAreNamedByConditionsThenIdChangesNothing(Client client) {
		Clients.Answer answer = client.send("/refusals/guarded", new HttpHeaders());
		answer.decision().isAllowed().isDecidedBy("guarded", 2);
		assertThat(answer.body()).startsWith("[").doesNotContainIgnoringCase(DecisionRecorder.HEADER);
	}

	@ParameterizedTest
	@MethodSource("clients")
	void messageWhenConditionNamesHeaderValueThenDoesNotHaveIt(Client client) {
		HttpHeaders headers = new HttpHeaders();
		headers.add("X-Secret", "hidden-by-client");
		DecisionAssert decision = client.send("/refusals/guarded", headers).decision();
		decision.isRefusedFor(DenyReason.POLICY_DENY).isDecidedBy("guarded", 1);
		assertThat(catchThrowable(decision::isAllowed)).hasMessageContaining("policy.deny")
			.message()
			.doesNotContain("hidden-");
	}

	/** What a runner of tests does. */
	private Throwable failureOf(ThrowingRunnable test) throws Exception {
		TestContextManager manager = new TestContextManager(getClass());
		Method method = Arrays.stream(RefusalMessageTests.class.getDeclaredMethods())
			.filter((each) -> each.getName().startsWith("failure"))
			.findFirst()
			.orElseThrow();
		manager.beforeTestMethod(this, method);
		Throwable failure = catchThrowable(test::run);
		manager.afterTestMethod(this, method, failure);
		return failure;
	}

	private static String suppressed(Throwable failure) {
		return Arrays.stream(failure.getSuppressed()).map(Throwable::toString).collect(Collectors.joining("\n"));
	}

	@FunctionalInterface
	private interface ThrowingRunnable {

		void run() throws Exception;

	}

}
