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
				int equals = pair.indexOf('=');
				if (this.name.equals(((equals >= 0) ? pair.substring(0, equals) : pair).strip())) {
					values.add(unquote((equals >= 0) ? pair.substring(equals + 1).strip() : ""));
				}
			}
		}
		return TokenSource.only(values);
	}

	private static String unquote(String value) {
		boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
		return quoted ? value.substring(1, value.length() - 1) : value;
	}

}
