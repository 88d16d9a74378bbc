package io.microgate.explorer;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Serves the page. It holds no data: it reads everything from the other endpoints with a
 * token that its user enters.
 */
@WebEndpoint(id = "microgateexplorer")
final class ExplorerEndpoint {

	static final EndpointId ID = EndpointId.of("microgateexplorer");

	private final ExplorerPage page;

	ExplorerEndpoint(ExplorerPage page) {
		this.page = page;
	}

	@ReadOperation(produces = "text/html;charset=UTF-8")
	String html() {
		return this.page.html();
	}

	String contentSecurityPolicy() {
		return this.page.contentSecurityPolicy();
	}

}
