package io.microgate.verdict;

import java.nio.charset.StandardCharsets;

import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriUtils;

/**
 * What a handler or resource answers with: its own path, made of what it is mapped to and
 * of what it was given, never of the target that was sent.
 */
final class ReadingMark {

	static final String HEADER = "X-Answered";

	static final String BODY = "OK ";

	private ReadingMark() {
	}

	static ResponseEntity<String> answer(String path) {
		return ResponseEntity.ok().header(HEADER, encode(path)).body(body(path));
	}

	static String body(String path) {
		return BODY + encode(path) + "\n";
	}

	static String encode(String path) {
		return UriUtils.encode(path, StandardCharsets.UTF_8);
	}

	static String decode(String mark) {
		return UriUtils.decode(mark, StandardCharsets.UTF_8);
	}

}
