package io.microgate.jwt;

import java.util.ArrayList;
import java.util.List;

import io.microgate.match.RequestFacts;
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
			for (String pair : header.split(";")) {
				addValue(pair, values);
			}
		}
		return TokenSource.only(values);
	}

	private void addValue(String pair, List<String> values) {
		int equals = pair.indexOf('=');
		String pairName = (equals >= 0) ? pair.substring(0, equals) : pair;
		if (this.name.equals(pairName.strip())) {
			values.add((equals >= 0) ? unquote(pair.substring(equals + 1).strip()) : "");
		}
	}

	private static String unquote(String value) {
		boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
		return quoted ? value.substring(1, value.length() - 1) : value;
	}

}
