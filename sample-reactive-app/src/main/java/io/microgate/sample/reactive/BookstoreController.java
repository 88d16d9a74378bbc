package io.microgate.sample.reactive;

import java.util.Map;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;

/**
 * The API. Nothing here knows of tokens, except where it wants to know the caller.
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
	Mono<Book> add(ServerWebExchange exchange) {
		return exchange.getFormData()
			.mapNotNull((form) -> form.getFirst("title"))
			.switchIfEmpty(Mono.error(() -> new ServerWebInputException("A title is missing")))
			.map((title) -> new Book(3, title));
	}

	@GetMapping("/books/drafts")
	Flux<Book> drafts() {
		return Flux.empty();
	}

	@GetMapping("/basket")
	Mono<Map<String, String>> basket(@AuthenticationPrincipal Jwt jwt) {
		return Mono.just(Map.of("owner", jwt.getSubject()));
	}

	@PostMapping("/basket")
	Mono<Map<String, String>> order(@AuthenticationPrincipal Jwt jwt) {
		return Mono.just(Map.of("orderedBy", jwt.getSubject()));
	}

	record Book(int id, String title) {
	}

}
