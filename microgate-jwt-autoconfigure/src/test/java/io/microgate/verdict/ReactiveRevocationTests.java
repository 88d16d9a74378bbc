package io.microgate.verdict;

/**
 * {@link RevocationTests} on Netty.
 */
class ReactiveRevocationTests extends RevocationTests {

	ReactiveRevocationTests() {
		super(TestStack.REACTIVE);
	}

}
