package io.microgate.test;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A controller for either stack.
 */
@RestController
class Books {

	@GetMapping("/books/{book}")
	String book() {
		return "book";
	}

}
