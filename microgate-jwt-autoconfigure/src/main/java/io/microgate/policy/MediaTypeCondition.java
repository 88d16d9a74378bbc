package io.microgate.policy;

import java.util.List;

import io.microgate.match.AsciiCase;
import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.StringMatcher;
import io.microgate.request.RequestFacts;

/**
 * Compiled {@code requestConditions.mediaType}: type and subtype of {@code Content-Type}
 * (RFC 9110 section 8.3), lower-cased, without parameters. A request without a media type
 * does not meet it. If a request has several different ones, the application may use any
 * of them, so the answer is unknown.
 *
 * @param matcher how the media type is compared
 */
record MediaTypeCondition(StringMatcher matcher) implements RequestCondition {

	static MediaTypeCondition compile(CaselessMatcherSpec spec) {
		return new MediaTypeCondition(StringMatcher.compile(spec));
	}

	@Override
	public Answer test(RequestFacts request) {
		List<String> values = request.headers("Content-Type");
		String mediaType = values.isEmpty() ? "" : mediaType(values.get(0));
		for (int i = 1; i < values.size(); i++) {
			if (!mediaType(values.get(i)).equals(mediaType)) {
				return Answer.UNKNOWN;
			}
		}
		// A proxy joins several fields with a comma.
		if (mediaType.indexOf(',') >= 0) {
			return Answer.UNKNOWN;
		}
		return Answer.of(!mediaType.isEmpty() && this.matcher.matches(mediaType, request));
	}

	private static String mediaType(String value) {
		int parameters = value.indexOf(';');
		return AsciiCase.lower(((parameters < 0) ? value : value.substring(0, parameters)).strip());
	}

}
