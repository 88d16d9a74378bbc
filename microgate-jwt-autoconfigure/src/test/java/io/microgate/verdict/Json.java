package io.microgate.verdict;

import tools.jackson.databind.json.JsonMapper;

/**
 * Writes well-formed JSON; what is odd is written by hand in the rows.
 */
final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private Json() {
	}

	static String write(Object value) {
		return MAPPER.writeValueAsString(value);
	}

}
