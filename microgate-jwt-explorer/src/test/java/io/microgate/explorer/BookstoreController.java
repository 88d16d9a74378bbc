package io.microgate.explorer;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the test application serves.
 */
@RestController
class BookstoreController {

	@GetMapping("/books")
	String list() {
		return "list";
	}

	@GetMapping("/books/{id}")
	String read() {
		return "read";
	}

	@PostMapping("/books")
	String add() {
		return "add";
	}

}
