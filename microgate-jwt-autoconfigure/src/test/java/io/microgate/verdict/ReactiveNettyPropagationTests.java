package io.microgate.verdict;

class ReactiveNettyPropagationTests extends ReactivePropagationTests {

	ReactiveNettyPropagationTests() {
		super(ReactiveSeeingStacks.NETTY);
	}

}
