package io.microgate.test.refusal;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Adds to the failure of a test why its last requests were refused, whatever has failed:
 * a status that Spring's clients expect, or another assertion.
 */
final class RefusalTestExecutionListener implements TestExecutionListener, Ordered {

	/** A test mostly fails at its last request. */
	private static final int MAX_REFUSALS = 3;

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		TestRequests.clear();
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		Throwable failure = testContext.getTestException();
		if (failure != null) {
			TestRequests.lastRefusals()
				.stream()
				.limit(MAX_REFUSALS)
				.map(RefusalTestExecutionListener::explain)
				.filter((explanation) -> !isIn(failure, explanation))
				.forEach(failure::addSuppressed);
		}
		TestRequests.clear();
	}

	/** An assertion about the decision has the explanation in its own message. */
	private static boolean isIn(Throwable failure, Throwable explanation) {
		return String.valueOf(failure.getMessage()).contains(String.valueOf(explanation.getMessage()));
	}

	/** What has failed in the test comes first, whatever fails here. */
	private static Throwable explain(RecordedDecision refusal) {
		try {
			return new Refusal(refusal.explain());
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	/** Shows with the stack trace of a failure. Has none of its own. */
	private static final class Refusal extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Refusal(String message) {
			super(message, null, false, false);
		}

		@Override
		public String toString() {
			return String.valueOf(getMessage());
		}

	}

}
