package io.microgate.benchmarks.application;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Replies with a constant string.
 */
@RestController
class BenchmarkController {

	@GetMapping("/api/{route}/books")
	String books() {
		return "Dune, Solaris, Ubik";
	}

}
