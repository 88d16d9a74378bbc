package io.microgate.autoconfigure;

import io.microgate.coverage.RequestReadingException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about a {@link RequestReadingException}.
 */
class RequestReadingFailureAnalyzer extends AbstractFailureAnalyzer<RequestReadingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RequestReadingException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.cures(), cause);
	}

}
