package io.microgate.test.refusal;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * The clients that Spring has for tests.
 */
final class Clients {

	private Clients() {
	}

	/**
	 * A request, and what a test can say of its result.
	 */
	interface Client {

		/** Sends the request, and returns the decision and the body. */
		Answer send(String path, HttpHeaders headers);

		/** Sends the request, and has Spring expect the status 200. */
		void expectOk(String path, HttpHeaders headers) throws Exception;

	}

	record Answer(DecisionAssert decision, @Nullable String body) {
	}

	record MockMvcClient(MockMvc mvc) implements Client {

		@Override
		public Answer send(String path, HttpHeaders headers) {
			try {
				var result = this.mvc.perform(get(path).headers(headers)).andReturn();
				return new Answer(MicrogateAssertions.assertThatDecision(result),
						result.getResponse().getContentAsString());
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public void expectOk(String path, HttpHeaders headers) throws Exception {
			this.mvc.perform(get(path).headers(headers)).andExpect(status().isOk());
		}

	}

	record MockMvcTesterClient(MockMvcTester mvc) implements Client {

		@Override
		public Answer send(String path, HttpHeaders headers) {
			MvcTestResult result = this.mvc.get().uri(path).headers(headers).exchange();
			return new Answer(MicrogateAssertions.assertThatDecision(result),
					new String(result.getResponse().getContentAsByteArray()));
		}

		@Override
		public void expectOk(String path, HttpHeaders headers) {
			assertThat(this.mvc.get().uri(path).headers(headers)).hasStatusOk();
		}

	}

	record WebClient(WebTestClient client) implements Client {

		@Override
		public Answer send(String path, HttpHeaders headers) {
			var result = this.client.get()
				.uri(path)
				.headers((sent) -> sent.addAll(headers))
				.exchange()
				.expectBody(String.class)
				.returnResult();
			return new Answer(MicrogateAssertions.assertThatDecision(result), result.getResponseBody());
		}

		@Override
		public void expectOk(String path, HttpHeaders headers) {
			this.client.get().uri(path).headers((sent) -> sent.addAll(headers)).exchange().expectStatus().isOk();
		}

	}

	record RestClient(RestTestClient client) implements Client {

		@Override
		public Answer send(String path, HttpHeaders headers) {
			var result = this.client.get()
				.uri(path)
				.headers((sent) -> sent.addAll(headers))
				.exchange()
				.expectBody(String.class)
				.returnResult();
			return new Answer(MicrogateAssertions.assertThatDecision(result), result.getResponseBody());
		}

		@Override
		public void expectOk(String path, HttpHeaders headers) {
			this.client.get().uri(path).headers((sent) -> sent.addAll(headers)).exchange().expectStatus().isOk();
		}

	}

	record Template(TestRestTemplate template) implements Client {

		@Override
		public Answer send(String path, HttpHeaders headers) {
			ResponseEntity<String> response = exchange(path, headers);
			return new Answer(MicrogateAssertions.assertThatLastDecision(), response.getBody());
		}

		@Override
		public void expectOk(String path, HttpHeaders headers) {
			assertThat(exchange(path, headers).getStatusCode().value()).isEqualTo(200);
		}

		private ResponseEntity<String> exchange(String path, HttpHeaders headers) {
			return this.template.exchange(path, HttpMethod.GET, new HttpEntity<>(headers), String.class);
		}

	}

}
