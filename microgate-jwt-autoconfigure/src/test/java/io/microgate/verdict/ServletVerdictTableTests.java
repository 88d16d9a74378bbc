package io.microgate.verdict;

/**
 * The verdict table on Tomcat.
 */
class ServletVerdictTableTests extends VerdictTableTests {

	ServletVerdictTableTests() {
		super(TestStack.SERVLET);
	}

}
