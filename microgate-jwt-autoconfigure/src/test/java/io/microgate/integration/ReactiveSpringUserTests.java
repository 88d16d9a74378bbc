package io.microgate.integration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a user of Spring Security relies on with Spring WebFlux.
 */
class ReactiveSpringUserTests extends SpringUserTests {

	ReactiveSpringUserTests() {
		super(WebApplicationType.REACTIVE, ReactiveSpringUserApplication.class);
	}

	/** As in WebFlux without Microgate, where an anonymous client has no principal. */
	@Test
	void principalWhenOpenRouteThenEmptyEvenWithToken() {
		assertThat(get("/open/principal", bearer()).body()).isEqualTo("{\"name\":\"no user\"}");
	}

	@Test
	void principalWhenAskedForInAnyWayThenTheSame() {
		assertThat(get("/api/ways", bearer()).body()).isEqualTo("alice alice alice alice alice alice alice");
	}

	@Test
	void principalWhenFunctionalEndpointThenTheUser() {
		assertThat(get("/api/functional", bearer()).body()).isEqualTo("alice");
		assertThat(get("/api/functional").statusCode()).isEqualTo(401);
	}

	@Test
	void contextWhenThreadChangesThenIsKept() {
		assertThat(get("/api/thread", bearer()).body()).isEqualTo("alice");
	}

	@ParameterizedTest
	@CsvSource({ "/api/conflict, 409", "/api/failure, 500" })
	void errorWhenOfTheApplicationThenBootAnswers(String path, int status) {
		HttpResponse<String> response = get(path, bearer());
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).contains("\"status\":" + status, "\"path\":\"" + path + "\"");
		assertThat(challenge(response)).isEqualTo("none");
	}

	@Test
	void eventsWhenStreamedThenOfTheUser() {
		HttpResponse<String> response = get("/api/events", bearer());
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
		assertThat(response.body()).isEqualTo("data:alice1\n\ndata:alice2\n\ndata:alice3\n\n");
		assertThat(get("/api/events").statusCode()).isEqualTo(401);
	}

	private BufferedReader openStream() throws IOException {
		HttpResponse<InputStream> response = application().stream("/api/stream", bearer());
		assertThat(response.statusCode()).isEqualTo(200);
		BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
		assertThat(lines.readLine()).isEqualTo("ready");
		return lines;
	}

	private Sinks.Many<String> sink() {
		return application().bean(ReactiveSpringUserController.class).sink();
	}

	@Test
	void streamWhenAllowedThenPartsArriveOneByOne() throws IOException {
		try (BufferedReader lines = openStream()) {
			sink().tryEmitNext("first\n").orThrow();
			assertThat(lines.readLine()).isEqualTo("first");
			sink().tryEmitNext("second\n").orThrow();
			assertThat(lines.readLine()).isEqualTo("second");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "refuse", "deauthenticate" })
	void exceptionOfSpringSecurityWhenResponseIsUnderWayThenItIsCutOff(String end, CapturedOutput output)
			throws IOException {
		try (BufferedReader lines = openStream()) {
			sink().tryEmitNext("first\n").orThrow();
			assertThat(lines.readLine()).isEqualTo("first");
			sink().tryEmitNext(end).orThrow();
			assertThatThrownBy(lines::readLine).isInstanceOf(IOException.class);
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).contains("Exception: " + end + "]", "already committed"));
		}
	}

	private static final class Received implements WebSocket.Listener {

		private final CompletableFuture<String> text = new CompletableFuture<>();

		@Override
		public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.text.complete(data.toString());
			return null;
		}

		@Override
		public void onError(WebSocket webSocket, Throwable error) {
			this.text.completeExceptionally(error);
		}

	}

	private String receive(String path, String... headers) throws Exception {
		Received received = new Received();
		WebSocket socket = application().connect(path, received, headers).get(60, TimeUnit.SECONDS);
		String text = received.text.get(60, TimeUnit.SECONDS);
		socket.abort();
		return text;
	}

	@Test
	void webSocketWhenAllowedThenOpenedForTheUser() throws Exception {
		assertThat(receive("/api/socket", bearer())).isEqualTo("alice");
		assertThat(receive("/open/socket")).isEqualTo("no user");
	}

	@ParameterizedTest
	@CsvSource({ "/api/socket, 401", "/denied, 403", "/elsewhere/socket, 403" })
	void webSocketWhenRefusedThenNoHandshake(String path, int status) {
		assertThatThrownBy(() -> receive(path)).cause()
			.isInstanceOfSatisfying(WebSocketHandshakeException.class,
					(ex) -> assertThat(ex.getResponse().statusCode()).isEqualTo(status));
	}

}
