package io.microgate.jwt;

import java.util.Objects;

import org.springframework.http.HttpHeaders;

/**
 * Names a place of a request where a token may be.
 *
 * @param kind kind of the place
 * @param name name of the header field, query parameter or cookie
 */
public record SourceName(Kind kind, String name) {

	static final SourceName BEARER_TOKEN = new SourceName(Kind.HEADER, HttpHeaders.AUTHORIZATION);

	static SourceName of(JwtSpec.ExtractionSource spec) {
		if (spec.header() != null) {
			return new SourceName(Kind.HEADER, name(spec.header()));
		}
		if (spec.queryParameter() != null) {
			return new SourceName(Kind.QUERY_PARAMETER, name(spec.queryParameter()));
		}
		if (spec.cookie() != null) {
			return new SourceName(Kind.COOKIE, name(spec.cookie()));
		}
		return BEARER_TOKEN;
	}

	private static String name(JwtSpec.Named spec) {
		return Objects.requireNonNull(spec.name(), "'name' must be set");
	}

	/**
	 * Kinds of places.
	 */
	public enum Kind {

		/** A header field. */
		HEADER,

		/** A parameter of the query string. */
		QUERY_PARAMETER,

		/** A cookie. */
		COOKIE

	}

}
