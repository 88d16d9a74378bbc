package io.microgate.integration;

import org.springframework.boot.WebApplicationType;

/**
 * The endpoint that explains requests on Tomcat.
 */
class ServletExplainEndpointTests extends ExplainEndpointTests {

	ServletExplainEndpointTests() {
		super(WebApplicationType.SERVLET, "server.servlet.context-path: /shop\n");
	}

}
