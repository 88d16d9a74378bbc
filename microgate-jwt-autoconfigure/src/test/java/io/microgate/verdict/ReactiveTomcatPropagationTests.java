package io.microgate.verdict;

class ReactiveTomcatPropagationTests extends ReactivePropagationTests {

	ReactiveTomcatPropagationTests() {
		super(ReactiveSeeingStacks.TOMCAT);
	}

}
