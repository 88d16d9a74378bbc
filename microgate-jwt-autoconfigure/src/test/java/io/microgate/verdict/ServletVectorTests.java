package io.microgate.verdict;

/**
 * The vectors on Tomcat.
 */
class ServletVectorTests extends VectorTests {

	ServletVectorTests() {
		super(TestStack.SERVLET);
	}

}
