package io.microgate.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about a {@link HiddenRoutesException}.
 */
class HiddenRoutesFailureAnalyzer extends AbstractFailureAnalyzer<HiddenRoutesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, HiddenRoutesException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Give the filter chain '" + cause.chain()
						+ "' a 'securityMatcher' for its own requests, or an @Order greater than "
						+ ForeignChains.ROUTES_CHAIN_ORDER + ".",
				cause);
	}

}
