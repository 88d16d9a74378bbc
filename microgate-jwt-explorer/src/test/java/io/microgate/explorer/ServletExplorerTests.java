package io.microgate.explorer;

import org.springframework.boot.WebApplicationType;

/**
 * The page on Tomcat, with endpoints on the port of the application.
 */
class ServletExplorerTests extends ExplorerTests {

	ServletExplorerTests() {
		super(WebApplicationType.SERVLET);
	}

}
