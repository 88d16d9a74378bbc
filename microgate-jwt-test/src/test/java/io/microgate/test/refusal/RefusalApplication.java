package io.microgate.test.refusal;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application whose requests are refused.
 */
@EnableAutoConfiguration
@Import(RefusalApplication.Headers.class)
class RefusalApplication {

	static final String CONFIGURATION = "spring.config.location=classpath:io/microgate/test/refusal/refusals.yml";

	@RestController
	static class Headers {

		/** Tells which header fields the application sees. */
		@GetMapping({ "/refusals/books", "/refusals/open", "/refusals/guarded", "/refusals/hosted" })
		String names(@RequestHeader HttpHeaders headers) {
			return headers.headerNames().toString();
		}

	}

}
