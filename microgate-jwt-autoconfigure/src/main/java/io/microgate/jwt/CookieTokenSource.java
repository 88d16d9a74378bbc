package io.microgate.jwt;

import java.util.ArrayList;
import java.util.List;

import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A cookie (RFC 6265 section 4.2), whose name is case-sensitive.
 */
final class CookieTokenSource implements TokenSource {

	private final String name;

	CookieTokenSource(String name) {
		this.name = name;
	}

	@Override
	public @Nullable Extraction find(RequestFacts request) {
		List<String> values = new ArrayList<>(1);
		for (String header : request.headers(HttpHeaders.COOKIE)) {
			int start = 0;
			while (start < header.length()) {
				int semicolon = header.indexOf(';', start);
				int end = (semicolon >= 0) ? semicolon : header.length();
				addValue(header, start, end, values);
				start = end + 1;
			}
		}
		return TokenSource.only(values);
	}

	/**
	 * Compares the name without a copy, and before anything else is looked at: a header
	 * may hold thousands of cookies.
	 */
	private void addValue(String header, int start, int end, List<String> values) {
		int name = skipCommas(header, start, end);
		int nameEnd = name + this.name.length();
		if (nameEnd > end || !header.startsWith(this.name, name)) {
			return;
		}
		int equals = skipSpace(header, nameEnd, end);
		if (equals == end) {
			values.add("");
		}
		else if (header.charAt(equals) == '=') {
			values.add(unquote(strip(header, equals + 1, end)));
		}
	}

	/** Spring's reactive stack skips commas in front of a name as well. */
	private static int skipCommas(String header, int start, int end) {
		int first = start;
		while (first < end && (isSpace(header.charAt(first)) || header.charAt(first) == ',')) {
			first++;
		}
		return first;
	}

	private static int skipSpace(String header, int start, int end) {
		int first = start;
		while (first < end && isSpace(header.charAt(first))) {
			first++;
		}
		return first;
	}

	/** Only what HTTP calls white space: a control character is part of a bad token. */
	private static String strip(String header, int start, int end) {
		int first = skipSpace(header, start, end);
		int last = end;
		while (last > first && isSpace(header.charAt(last - 1))) {
			last--;
		}
		return header.substring(first, last);
	}

	private static boolean isSpace(char character) {
		return character == ' ' || character == '\t';
	}

	private static String unquote(String value) {
		boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
		return quoted ? value.substring(1, value.length() - 1) : value;
	}

}
