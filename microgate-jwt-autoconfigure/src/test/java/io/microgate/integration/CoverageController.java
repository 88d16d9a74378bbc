package io.microgate.integration;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Mappings of all sorts, for both web stacks.
 */
@RestController
class CoverageController {

	@GetMapping("/api/books/{id}")
	String book() {
		return "book";
	}

	@PostMapping(path = "/api/orders", consumes = "application/json")
	String order() {
		return "order";
	}

	@DeleteMapping("/api/admin/users/{name}")
	String user() {
		return "deleted";
	}

	@RequestMapping("/api/any")
	String any() {
		return "any";
	}

	@GetMapping("/login")
	String login() {
		return "login";
	}

	@GetMapping("/files/{*rest}")
	String file() {
		return "file";
	}

	@GetMapping("/forgotten/{id}")
	String forgotten() {
		return "forgotten";
	}

}
