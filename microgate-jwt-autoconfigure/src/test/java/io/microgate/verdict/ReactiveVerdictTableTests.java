package io.microgate.verdict;

/**
 * The verdict table on Netty.
 */
class ReactiveVerdictTableTests extends VerdictTableTests {

	ReactiveVerdictTableTests() {
		super(TestStack.REACTIVE);
	}

}
