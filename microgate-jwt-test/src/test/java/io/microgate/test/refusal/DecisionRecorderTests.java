package io.microgate.test.refusal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpServer;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.request.SentRequest;
import io.microgate.test.AutoConfigureMicrogateJwt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureTestRestTemplate;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static io.microgate.test.refusal.MicrogateAssertions.assertThatDecision;
import static io.microgate.test.refusal.MicrogateAssertions.assertThatLastDecision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/**
 * Tests for {@link DecisionRecorder}: which requests are recorded, and for how long.
 */
@SpringBootTest(classes = RefusalApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { RefusalApplication.CONFIGURATION, "spring.main.web-application-type=servlet" })
@AutoConfigureWebTestClient
@AutoConfigureRestTestClient
@AutoConfigureTestRestTemplate
@AutoConfigureMicrogateJwt
class DecisionRecorderTests {

	private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

	@Autowired
	private WebApplicationContext context;

	@Autowired
	private RestTestClient client;

	@LocalServerPort
	private int port;

	@BeforeEach
	void forgetRequests() {
		TestRequests.clear();
	}

	@Test
	void requestWhenSentByAnotherClientThenIsNotRecorded() throws Exception {
		String last = new DecisionRecorder(this.context).assignId();
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:%d/refusals/books".formatted(this.port)))
			.build();
		assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
		assertThat(DecisionRecorder.find(last)).isNull();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(MicrogateAssertions::assertThatLastDecision)
			.withMessageStartingWith("Microgate has not decided about the request");
	}

	@Test
	void requestWhenSentToAnotherServerThenHasNoId(@Autowired WebTestClient webClient,
			@Autowired TestRestTemplate template) throws IOException {
		Queue<String> names = new ConcurrentLinkedQueue<>();
		HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		other.createContext("/", (exchange) -> {
			names.addAll(exchange.getRequestHeaders().keySet());
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		other.start();
		try {
			URI uri = URI.create("http://localhost:%d/refusals/books".formatted(other.getAddress().getPort()));
			this.client.get().uri(uri).exchange().expectStatus().isNoContent();
			webClient.get().uri(uri).exchange().expectStatus().isNoContent();
			assertThat(template.getForEntity(uri, Void.class).getStatusCode().value()).isEqualTo(204);
		}
		finally {
			other.stop(0);
		}
		assertThat(names).contains("Host").noneMatch(DecisionRecorder.HEADER::equalsIgnoreCase);
	}

	@Test
	void decisionsWhenThereAreManyThenOldestAreForgotten() {
		var first = this.client.get().uri("/refusals/books").exchange().expectBody().returnResult();
		assertThatDecision(first).isRefusedFor(DenyReason.TOKEN_MISSING);
		DecisionRecorder recorder = this.context.getBean(DecisionRecorder.class);
		for (int i = 0; i < 1_000; i++) {
			recorder.receive(recorder.assignId());
			recorder.decided(SentRequest.of("GET", "/refusals/open", "", List.of(), null), Decision.ALLOW);
		}
		recorder.settle();
		assertThatLastDecision().isAllowed();
		assertThat(DecisionRecorder.find(String.valueOf(first.getRequestHeaders().getFirst(DecisionRecorder.HEADER))))
			.isNull();
	}

	@Test
	void decisionsWhenApplicationEndsThenAreForgotten() {
		StaticApplicationContext ending = new StaticApplicationContext(this.context);
		DecisionRecorder recorder = new DecisionRecorder(ending);
		String id = recorder.assignId();
		recorder.receive(id);
		recorder.decided(SentRequest.of("GET", "/refusals/open", "", List.of(), null), Decision.ALLOW);
		this.client.get().uri("/refusals/open").exchange().expectStatus().isOk();
		assertThat(DecisionRecorder.find(id)).isNotNull();
		recorder.destroy();
		assertThat(DecisionRecorder.find(id)).isNull();
		assertThatLastDecision().isAllowed();
	}

	@Test
	void explanationWhenDecidedOtherwiseSinceThenSaysSo() {
		RecordedDecision recorded = new RecordedDecision(this.context,
				SentRequest.of("GET", "/refusals/open", "", List.of(), null), Decision.deny(DenyReason.ROUTE_NONE),
				NOW);
		assertThat(recorded.explain()).startsWith("The request was refused with 403: route.none. Explained afterwards")
			.contains("Allowed");
	}

	/**
	 * Issuer, audience and time of an authentication that a test makes are not checked.
	 */
	@Test
	void explanationWhenTestAssumesTokenThenComparesItsClaims() {
		Jwt jwt = Jwt.withTokenValue("mocked").header("alg", "none").claim("roles", "reader").build();
		RecordedDecision recorded = new RecordedDecision(this.context,
				SentRequest.of("GET", "/refusals/books", "", List.of(), null),
				new Decision(DenyReason.CLAIMS_REQUIRE_ALL, null, "books", null, null, jwt), NOW);
		assertThat(recorded.explain()).startsWith("Refused with 403: claims.require_all")
			.contains("Token     assumed by the test", "the token has \"reader\"")
			.doesNotContain("Checks");
	}

	@Test
	void assertionWhenMockMvcIsMadeByTestThenFindsDecision() throws Exception {
		MockMvc mvc = MockMvcBuilders.webAppContextSetup(this.context).apply(springSecurity()).build();
		MvcResult result = mvc.perform(get("/refusals/books")).andReturn();
		assertThatDecision(result).isRefusedFor(DenyReason.TOKEN_MISSING);
	}

}
