package io.microgate.verdict;

/**
 * The pages about identity providers on Tomcat.
 */
class ServletProviderPagesTests extends ProviderPagesTests {

	ServletProviderPagesTests() {
		super(TestStack.SERVLET);
	}

}
