package io.microgate.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about an {@link UnsupportedBootVersionException}.
 */
class UnsupportedBootVersionFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedBootVersionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedBootVersionException cause) {
		return new FailureAnalysis(cause.getMessage(), "Update Spring Boot to %s or newer, ".formatted(cause.oldest())
				+ "or remove Microgate JWT from the application.", cause);
	}

}
