package io.microgate.verdict;

/**
 * The verdict table on Tomcat.
 */
class ServletVerdictTableTests extends VerdictTableTests {

	ServletVerdictTableTests() {
		super(new TestStack("servlet", ServletTestApplication.class, "server.servlet.context-path"));
	}

}
