package io.microgate.verdict;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends the request of a row to an application and compares the answer and the decision
 * with what is expected.
 *
 * @param chapter where the row is from, for messages
 * @param row the row
 * @param expected what is expected on the stack of the application
 */
record RowCheck(String chapter, Row row, Expectation expected) {

	/** Far less than a fetch may take. */
	private static final Duration LONGEST = Duration.ofSeconds(60);

	/**
	 * Sends the request once.
	 * @param http the bytes of the request
	 */
	void verify(RunningApplication application, String http) throws IOException {
		application.decisions().clear();
		long start = System.nanoTime();
		RawHttp.Response response = RawHttp.exchange(application.port(this.row.managementPort()), http);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).as(this.row.name()).isLessThan(LONGEST);
		verifyResponse(response, application.decisions());
		verifyDecision(application.decisions());
	}

	private void verifyResponse(RawHttp.Response response, DecisionRecorder recorder) {
		String outcome = "%s, %s: %s with %s".formatted(this.chapter, this.row.name(), response, recorder.decisions());
		assertThat(response.status()).as(outcome).isEqualTo(this.expected.status());
		assertThat(response.header("WWW-Authenticate")).as(outcome).isEqualTo(this.expected.challenges());
		assertThat(response.header("Set-Cookie")).as(outcome).isEmpty();
		if (this.expected.refused()) {
			assertThat(response.body()).as(outcome).isEmpty();
		}
		verifyRetryAfter(response);
		if (this.expected.header() != null) {
			String[] header = this.expected.header().split(": ", 2);
			assertThat(response.header(header[0])).as(outcome).containsExactly(header[1]);
		}
		if (this.expected.answer() != null) {
			assertThat(response.body()).as(outcome).contains(this.expected.answer());
		}
	}

	private void verifyRetryAfter(RawHttp.Response response) {
		List<String> retryAfter = response.header("Retry-After");
		if (this.expected.status() == 503 && this.expected.refused()) {
			assertThat(retryAfter).singleElement()
				.satisfies((value) -> assertThat(Integer.parseInt(value)).isBetween(1, 60));
		}
		else {
			assertThat(retryAfter).isEmpty();
		}
	}

	/** The response may arrive before the listener is notified. */
	private void verifyDecision(DecisionRecorder recorder) {
		switch (this.expected.reason()) {
			case Expectation.UNKNOWN -> {
				return;
			}
			case Expectation.UNDECIDED -> assertThat(recorder.decisions()).as(this.row.name()).isEmpty();
			default -> Awaitility.await(this.row.name())
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(10))
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(recorder.decisions()).singleElement()
					.satisfies((decision) -> assertThat(decision.reason()).isEqualTo(this.expected.reason())));
		}
		if (this.expected.route() != null) {
			assertThat(recorder.decisions()).extracting(DecisionRecorder.Recorded::route)
				.as(this.row.name())
				.containsExactly(this.expected.route());
		}
	}

}
