package io.microgate.integration;

import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Some handlers with and without CORS configuration, on both web stacks.
 */
@RestController
class CorsController {

	private final CorsCalls calls;

	CorsController(CorsCalls calls) {
		this.calls = calls;
	}

	@CrossOrigin(origins = CorsTests.FRIEND, allowCredentials = "true", exposedHeaders = "WWW-Authenticate")
	@GetMapping({ "/api/shared", "/denied/shared", "/unmatched/shared" })
	String shared() {
		this.calls.add("shared");
		return "shared";
	}

	@GetMapping({ "/api/plain", "/denied/plain", "/unmatched/plain" })
	String plain() {
		this.calls.add("plain");
		return "plain";
	}

}
