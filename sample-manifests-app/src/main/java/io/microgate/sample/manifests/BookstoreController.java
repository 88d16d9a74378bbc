package io.microgate.sample.manifests;

import java.util.Map;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The API. Nothing here knows of tokens: the IdentityPropagation tells the user.
 */
@RestController
class BookstoreController {

	@GetMapping("/books")
	Flux<Book> list() {
		return Flux.just(new Book(1, "Dune"), new Book(2, "Solaris"));
	}

	@GetMapping("/books/{id}")
	Mono<Book> read(@PathVariable int id) {
		return Mono.just(new Book(id, "Dune"));
	}

	@PostMapping("/books")
	Mono<Book> add(@RequestParam String title) {
		return Mono.just(new Book(3, title));
	}

	@GetMapping("/basket")
	Mono<Map<String, String>> basket(@RequestHeader("X-User") String user) {
		return Mono.just(Map.of("owner", user));
	}

	record Book(int id, String title) {
	}

}
