package io.microgate.verdict;

/**
 * Candidates on Tomcat.
 */
class ServletCandidateTests extends CandidateTests {

	ServletCandidateTests() {
		super(TestStack.SERVLET);
	}

}
