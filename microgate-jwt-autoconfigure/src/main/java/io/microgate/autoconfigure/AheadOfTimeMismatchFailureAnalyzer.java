package io.microgate.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about an {@link AheadOfTimeMismatchException}.
 */
class AheadOfTimeMismatchFailureAnalyzer extends AbstractFailureAnalyzer<AheadOfTimeMismatchException> {

	private static final String ACTION = "Start the application with the values of build time, or process it ahead of"
			+ " time again with those that it is started with. Profiles of build time stay active, and the beans that"
			+ " depend on the other values are fixed; whatever else is under 'microgate' may differ.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AheadOfTimeMismatchException cause) {
		return new FailureAnalysis(cause.getMessage(), ACTION, cause);
	}

}
