package io.microgate.verdict;

/**
 * The vectors on Netty.
 */
class ReactiveVectorTests extends VectorTests {

	ReactiveVectorTests() {
		super(TestStack.REACTIVE);
	}

}
