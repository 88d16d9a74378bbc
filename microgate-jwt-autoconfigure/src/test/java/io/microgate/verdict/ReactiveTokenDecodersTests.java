package io.microgate.verdict;

/**
 * {@link TokenDecodersTests} on Netty.
 */
class ReactiveTokenDecodersTests extends TokenDecodersTests {

	ReactiveTokenDecodersTests() {
		super(TestStack.REACTIVE);
	}

}
