package io.microgate.autoconfigure;

import io.microgate.configuration.InvalidConfigurationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Prints the problems of the configuration instead of a stack trace.
 */
final class InvalidConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigurationException cause) {
		return new FailureAnalysis(cause.report(),
				"Correct each problem as its 'Cure' says. 'Origin' is file, line and column of the value, or of the "
						+ "nearest one if there is no value.",
				cause);
	}

}
