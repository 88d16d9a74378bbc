package io.microgate.verdict;

/**
 * {@link TokenDecodersTests} on Tomcat.
 */
class ServletTokenDecodersTests extends TokenDecodersTests {

	ServletTokenDecodersTests() {
		super(TestStack.SERVLET);
	}

}
