package io.microgate.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about an {@link UnusableConfigurationException}.
 */
class UnusableConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<UnusableConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnusableConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Start with '--debug' to see where it comes from. If it is not a bean of the application, a check of"
						+ " Microgate JWT is missing: report it with the configuration.",
				cause);
	}

}
