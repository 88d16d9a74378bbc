package io.microgate.explorer;

import org.springframework.boot.WebApplicationType;

/**
 * The page on Netty, with endpoints on a port of their own.
 */
class ReactiveExplorerTests extends ExplorerTests {

	ReactiveExplorerTests() {
		super(WebApplicationType.REACTIVE, "--management.server.port=0");
	}

}
