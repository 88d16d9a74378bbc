package io.microgate.verdict;

/**
 * Replaced configurations on Netty.
 */
class ReactiveReloadTests extends ReloadTests {

	ReactiveReloadTests() {
		super(TestStack.REACTIVE);
	}

}
