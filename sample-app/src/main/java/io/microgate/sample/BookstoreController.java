package io.microgate.sample;

import java.util.List;
import java.util.Map;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The API. Nothing here knows of tokens, except where it wants to know the caller.
 */
@RestController
class BookstoreController {

	@GetMapping("/books")
	List<Book> list() {
		return List.of(new Book(1, "Dune"), new Book(2, "Solaris"));
	}

	@GetMapping("/books/{id}")
	Book read(@PathVariable int id) {
		return new Book(id, "Dune");
	}

	@PostMapping("/books")
	Book add(@RequestParam String title) {
		return new Book(3, title);
	}

	@GetMapping("/books/drafts")
	List<Book> drafts() {
		return List.of();
	}

	@GetMapping("/basket")
	Map<String, String> basket(@AuthenticationPrincipal Jwt jwt) {
		return Map.of("owner", jwt.getSubject());
	}

	@PostMapping("/basket")
	Map<String, String> order(@AuthenticationPrincipal Jwt jwt) {
		return Map.of("orderedBy", jwt.getSubject());
	}

	record Book(int id, String title) {
	}

}
