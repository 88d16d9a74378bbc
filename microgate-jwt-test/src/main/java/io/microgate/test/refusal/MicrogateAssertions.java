package io.microgate.test.refusal;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.ExchangeResult;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * Entry points to assertions about decisions. Their name leaves {@code assertThat} to
 * AssertJ, which has one for a {@link MvcTestResult}.
 */
public final class MicrogateAssertions {

	private MicrogateAssertions() {
	}

	/**
	 * Creates an assertion about the decision on a request of {@code MockMvcTester}.
	 * @param result the result
	 * @return the assertion
	 */
	public static DecisionAssert assertThatDecision(MvcTestResult result) {
		return assertThatDecision(result.getMvcResult());
	}

	/**
	 * Creates an assertion about the decision on a request of {@code MockMvc}.
	 * @param result the result
	 * @return the assertion
	 */
	public static DecisionAssert assertThatDecision(MvcResult result) {
		return of(MockMvcRecording.find(result));
	}

	/**
	 * Creates an assertion about the decision on a request of {@code WebTestClient}.
	 * @param result the result
	 * @return the assertion
	 */
	public static DecisionAssert assertThatDecision(ExchangeResult result) {
		return (result.getMockServerResult() instanceof MvcResult mvc) ? assertThatDecision(mvc)
				: of(recorded(result.getRequestHeaders()));
	}

	/**
	 * Creates an assertion about the decision on a request of {@code RestTestClient}.
	 * @param result the result
	 * @return the assertion
	 */
	public static DecisionAssert assertThatDecision(org.springframework.test.web.servlet.client.ExchangeResult result) {
		return of(recorded(result.getRequestHeaders()));
	}

	/**
	 * Creates an assertion about the decision on the last request that this thread has
	 * sent in the test, by whatever client. For {@code TestRestTemplate}, whose results
	 * do not say which request they belong to.
	 * @return the assertion
	 */
	public static DecisionAssert assertThatLastDecision() {
		return of(TestRequests.last());
	}

	private static @Nullable RecordedDecision recorded(HttpHeaders headers) {
		String id = headers.getFirst(DecisionRecorder.HEADER);
		return (id != null) ? DecisionRecorder.find(id) : null;
	}

	private static DecisionAssert of(@Nullable RecordedDecision recorded) {
		if (recorded == null) {
			throw new AssertionError(
					"Microgate has not decided about the request, or not about one of a test client of the application: Spring's MockMvc, WebTestClient, RestTestClient or TestRestTemplate");
		}
		return new DecisionAssert(recorded);
	}

}
