package io.microgate.sample.war;

import java.io.IOException;
import java.security.Principal;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The API.
 */
@RestController
class BookstoreController {

	@GetMapping("/api/public")
	String open() {
		return "open";
	}

	@GetMapping("/api/books")
	String books(Principal client) {
		return "books for " + client.getName();
	}

	/** The error page is a forward where Tomcat is not embedded. */
	@GetMapping("/api/gone")
	void gone(HttpServletResponse response) throws IOException {
		response.sendError(HttpServletResponse.SC_GONE);
	}

}
