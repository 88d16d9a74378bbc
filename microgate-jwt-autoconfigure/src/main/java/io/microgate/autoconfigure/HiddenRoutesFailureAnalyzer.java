package io.microgate.autoconfigure;

import io.microgate.coverage.HiddenRoutesException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about a {@link HiddenRoutesException}.
 */
class HiddenRoutesFailureAnalyzer extends AbstractFailureAnalyzer<HiddenRoutesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, HiddenRoutesException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.cure(), cause);
	}

}
