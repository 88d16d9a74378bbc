package io.microgate.test.token;

import java.util.List;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with a JWT for each place at which a token can be sent.
 */
@EnableAutoConfiguration
@RestController
class ClientApplication {

	static final String CONFIGURATION = "spring.config.location=classpath:/tokens/clients.yaml";

	static final List<String> JWTS = List.of("bearer", "header", "cookie", "parameter", "fallback", "bound");

	@PostMapping({ "/bearer", "/header", "/cookie", "/parameter", "/fallback", "/bound", "/certified" })
	String answer(@RequestParam String q) {
		return q;
	}

}
