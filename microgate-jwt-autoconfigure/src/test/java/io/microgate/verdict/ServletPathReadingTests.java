package io.microgate.verdict;

import org.springframework.boot.WebApplicationType;

/**
 * The readings of paths on Tomcat.
 */
class ServletPathReadingTests extends PathReadingTests {

	ServletPathReadingTests() {
		super(new TestStack("servlet", WebApplicationType.SERVLET, ServletReadingApplication.class,
				"server.servlet.context-path"));
	}

}
