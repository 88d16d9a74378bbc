package io.microgate.jwks;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Holds the status of an answer and its header fields.
 *
 * @param status the status code
 * @param fields values by name, found without regard to case
 */
record AnswerHead(int status, Map<String, List<String>> fields) {

	List<String> all(String name) {
		return this.fields.getOrDefault(name, List.of());
	}

	@Nullable String first(String name) {
		List<String> values = all(name);
		return values.isEmpty() ? null : values.get(0);
	}

	ContentEncoding encoding() {
		return new ContentEncoding(all("Content-Encoding"));
	}

	/**
	 * Describes the answer for a message.
	 * @param request what was asked for, whose secrets a redirect may repeat
	 * @return status, content type and target of a redirect, as far as they are there
	 */
	String describe(DocumentRequest request) {
		StringBuilder text = new StringBuilder("status ").append(this.status);
		String type = first("Content-Type");
		if (type != null) {
			text.append(", content type '").append(LogText.of(type)).append('\'');
		}
		String location = first("Location");
		if (location != null) {
			text.append(", Location '")
				.append(LogText.of(request.withoutSecrets(location), LogText.MAX_URI_LENGTH))
				.append('\'');
		}
		return text.toString();
	}

}
