package io.microgate.verdict;

/**
 * Candidates on Netty.
 */
class ReactiveCandidateTests extends CandidateTests {

	ReactiveCandidateTests() {
		super(TestStack.REACTIVE);
	}

}
