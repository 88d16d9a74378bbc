package io.microgate.verdict;

/**
 * {@link RevocationTests} on Tomcat.
 */
class ServletRevocationTests extends RevocationTests {

	ServletRevocationTests() {
		super(TestStack.SERVLET);
	}

}
