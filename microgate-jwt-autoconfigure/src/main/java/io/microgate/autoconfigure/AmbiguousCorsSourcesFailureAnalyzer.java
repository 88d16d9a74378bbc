package io.microgate.autoconfigure;

import io.microgate.coverage.AmbiguousCorsSourcesException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about an {@link AmbiguousCorsSourcesException}.
 */
class AmbiguousCorsSourcesFailureAnalyzer extends AbstractFailureAnalyzer<AmbiguousCorsSourcesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AmbiguousCorsSourcesException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.cure(), cause);
	}

}
