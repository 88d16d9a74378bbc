package io.microgate.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What an operator reads when the start fails.
 */
class InvalidConfigurationFailureAnalyzerTests {

	@Test
	void analyzeWhenWrappedThenAllProblems() {
		InvalidConfigurationException failure = catchThrowableOfType(InvalidConfigurationException.class,
				() -> Configurations.read("""
						microgate:
						  jwks:
						    keys:
						      provider:
						        remote:
						          timeouts: {connect: 90}
						  unmatchedRequests: allow
						"""));
		FailureAnalysis analysis = new InvalidConfigurationFailureAnalyzer()
			.analyze(new IllegalStateException("wrapped", failure));
		assertThat(analysis.getDescription()).isEqualToNormalizingNewlines("""
				The configuration under 'microgate' has 3 problems:

				1. microgate.jwks.keys.provider.remote.timeouts.connect
				    Value: 90
				    Rule: must be a text, but YAML reads it as a number
				    Cure: Add a unit, such as 90s
				    Origin: Byte array resource [document-0] - 6:31

				2. microgate.jwks.keys.provider.remote.uri
				    Rule: is required
				    Cure: Add 'uri'
				    Origin: Byte array resource [document-0] - 6:31

				3. microgate.unmatched-requests
				    Value: "allow"
				    Rule: must be one of [deny, pass]
				    Cure: Write one of these values
				    Origin: Byte array resource [document-0] - 7:22""");
		assertThat(analysis.getCause()).isSameAs(failure);
	}

	@Test
	void loadWhenBootStartsThenAnalyzerIsRegistered() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class))
			.hasAtLeastOneElementOfType(InvalidConfigurationFailureAnalyzer.class);
	}

}
