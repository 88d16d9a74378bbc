package io.microgate.verdict;

/**
 * Replaced configurations on Tomcat.
 */
class ServletReloadTests extends ReloadTests {

	ServletReloadTests() {
		super(TestStack.SERVLET);
	}

}
