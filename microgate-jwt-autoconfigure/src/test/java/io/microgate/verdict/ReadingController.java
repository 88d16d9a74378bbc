package io.microgate.verdict;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Handlers of all sorts of patterns, the same on both stacks.
 */
@RestController
class ReadingController {

	@RequestMapping("/{page}")
	ResponseEntity<String> page(@PathVariable String page) {
		return ReadingMark.answer("/" + page);
	}

	@RequestMapping("/api/{tenant}/users/{id}")
	ResponseEntity<String> user(@PathVariable String tenant, @PathVariable String id) {
		return ReadingMark.answer("/api/" + tenant + "/users/" + id);
	}

	@RequestMapping("/api/{tenant}/admin/{*rest}")
	ResponseEntity<String> admin(@PathVariable String tenant, @PathVariable String rest) {
		return ReadingMark.answer("/api/" + tenant + "/admin" + rest);
	}

	@RequestMapping("/api/{tenant}/root")
	ResponseEntity<String> root(@PathVariable String tenant) {
		return ReadingMark.answer("/api/" + tenant + "/root");
	}

	@RequestMapping("/item/{id:[0-9]+}")
	ResponseEntity<String> item(@PathVariable String id) {
		return ReadingMark.answer("/item/" + id);
	}

	@RequestMapping("/item/{name:[a-z]+}")
	ResponseEntity<String> namedItem(@PathVariable String name) {
		return ReadingMark.answer("/item/" + name);
	}

	@RequestMapping("/item/{name}.json")
	ResponseEntity<String> itemAsJson(@PathVariable String name) {
		return ReadingMark.answer("/item/" + name + ".json");
	}

	@RequestMapping("/docs/{*path}")
	ResponseEntity<String> docs(@PathVariable String path) {
		return ReadingMark.answer("/docs" + path);
	}

	@RequestMapping("/vault/secret")
	ResponseEntity<String> vaultSecret() {
		return ReadingMark.answer("/vault/secret");
	}

	@RequestMapping("/vault/{name}")
	ResponseEntity<String> vault(@PathVariable String name) {
		return ReadingMark.answer("/vault/" + name);
	}

	@RequestMapping("/moved/{name}")
	ResponseEntity<String> moved(@PathVariable String name) {
		return ReadingMark.answer("/moved/" + name);
	}

	@RequestMapping("/wrapped/{name}")
	ResponseEntity<String> wrapped(@PathVariable String name) {
		return ReadingMark.answer("/wrapped/" + name);
	}

	@RequestMapping("/probe/{name}")
	ResponseEntity<String> belowProbe(@PathVariable String name) {
		return ReadingMark.answer("/probe/" + name);
	}

}
