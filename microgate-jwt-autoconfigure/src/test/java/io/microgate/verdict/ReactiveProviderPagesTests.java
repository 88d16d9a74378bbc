package io.microgate.verdict;

/**
 * The pages about identity providers on Netty.
 */
class ReactiveProviderPagesTests extends ProviderPagesTests {

	ReactiveProviderPagesTests() {
		super(TestStack.REACTIVE);
	}

}
