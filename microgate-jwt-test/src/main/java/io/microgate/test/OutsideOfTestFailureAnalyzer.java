package io.microgate.test;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about an {@link OutsideOfTestException}.
 */
final class OutsideOfTestFailureAnalyzer extends AbstractFailureAnalyzer<OutsideOfTestException> {

	private static final String ACTION = "Give the dependency 'microgate-jwt-test' the scope 'test' (Gradle:"
			+ " 'testImplementation'). A test that starts the application without Spring's TestContext framework has to"
			+ " import MicrogateJwtTestConfiguration; properties such as 'spring.main.sources' do not import it.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, OutsideOfTestException cause) {
		return new FailureAnalysis(cause.getMessage(), ACTION, cause);
	}

}
