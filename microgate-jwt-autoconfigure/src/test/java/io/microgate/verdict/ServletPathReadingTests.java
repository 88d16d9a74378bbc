package io.microgate.verdict;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;

/**
 * The readings of paths on Tomcat.
 */
class ServletPathReadingTests extends PathReadingTests {

	ServletPathReadingTests() {
		super(new TestStack("servlet", WebApplicationType.SERVLET, ServletReadingApplication.class,
				"server.servlet.context-path"));
	}

	/** Spring MVC's older way to match paths, which decodes them first. */
	@ParameterizedTest
	@MethodSource("someOfThePolicies")
	void answerWhenPathsAreMatchedByAntPatternsThenAllowedByThePolicyOfTheHandlersPath(ReadingPolicy policy,
			@TempDir Path directory) throws Exception {
		verify(policy, directory, "lenient", "ant");
	}

}
