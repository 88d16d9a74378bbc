package io.microgate.test.token;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.microgate.jwt.JwtSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriUtils;

/**
 * A token and where a request carries it.
 *
 * @param kind what carries it
 * @param name name of the header, cookie or query parameter
 * @param value the whole value
 * @param proof proves that the client has the key of the token, {@code null} if it is
 * bound to none
 * @param certificate the certificate that the client presents, {@code null} for none
 */
record PlacedToken(Kind kind, String name, String value, @Nullable KeyProof proof,
		@Nullable ClientCertificate certificate) {

	PlacedToken(Kind kind, String name, String value) {
		this(kind, name, value, null, null);
	}

	/** Tells Microgate, as a browser would, that no other site has caused the request. */
	static final String FETCH_SITE = "Sec-Fetch-Site";

	static final String SAME_ORIGIN = "same-origin";

	/** Places a token at the first source of a JWT. */
	static PlacedToken of(JwtSpec jwt, String token) {
		JwtSpec.ExtractionSource source = (jwt.extractionSources() != null) ? jwt.extractionSources().get(0) : null;
		if (source != null && source.header() != null) {
			return new PlacedToken(Kind.HEADER, name(source.header()), token);
		}
		if (source != null && source.cookie() != null) {
			return new PlacedToken(Kind.COOKIE, name(source.cookie()), token);
		}
		if (source != null && source.queryParameter() != null) {
			return new PlacedToken(Kind.QUERY_PARAMETER, name(source.queryParameter()), token);
		}
		return new PlacedToken(Kind.HEADER, HttpHeaders.AUTHORIZATION, "Bearer " + token);
	}

	/** Places a token that is bound to a key, which only one source can have. */
	static PlacedToken proved(String token, KeyProof proof) {
		return new PlacedToken(Kind.HEADER, HttpHeaders.AUTHORIZATION, "DPoP " + token, proof, null);
	}

	PlacedToken presenting(@Nullable ClientCertificate presented) {
		return new PlacedToken(this.kind, this.name, this.value, this.proof, presented);
	}

	private static String name(JwtSpec.Named named) {
		return Objects.requireNonNull(named.name(), "'name' must be set");
	}

	/**
	 * The attribute of a request that has a token of a test at this place.
	 * @return the name of the attribute
	 */
	String attribute() {
		return PlacedToken.class.getName() + '.' + this.kind + '.' + this.name;
	}

	/**
	 * Creates the exception for a request that has something else at this place, which
	 * the token would have to replace without a word.
	 */
	IllegalStateException occupied() {
		return new IllegalStateException(
				"The request has a %s '%s' already, at which the token of the test is to be sent. Remove one of the two."
					.formatted(this.kind.text, this.name));
	}

	/**
	 * Whether the query has the parameter.
	 * @param query the query as it is sent, {@code null} for none
	 */
	boolean isIn(@Nullable String query) {
		return pairs(query).stream().anyMatch(this::isParameter);
	}

	/**
	 * Adds the parameter, in place of one of its name.
	 * @param query the query as it is sent, {@code null} for none
	 * @return the query with the parameter
	 */
	String addTo(@Nullable String query) {
		List<String> pairs = new ArrayList<>(pairs(query));
		pairs.removeIf(this::isParameter);
		pairs.add(UriUtils.encode(this.name, StandardCharsets.UTF_8) + '='
				+ UriUtils.encode(this.value, StandardCharsets.UTF_8));
		return String.join("&", pairs);
	}

	/** Adds the parameter to the query of a URI. */
	URI addTo(URI uri) {
		String text = uri.toString();
		int hash = (text.indexOf('#') >= 0) ? text.indexOf('#') : text.length();
		int question = text.indexOf('?');
		int end = (question >= 0 && question < hash) ? question : hash;
		return URI.create(text.substring(0, end) + '?' + addTo(uri.getRawQuery()) + text.substring(hash));
	}

	private static List<String> pairs(@Nullable String query) {
		return (query == null || query.isEmpty()) ? List.of() : List.of(query.split("&"));
	}

	/** A plus sign stands for itself in names. */
	private boolean isParameter(String pair) {
		int equals = pair.indexOf('=');
		String encoded = (equals >= 0) ? pair.substring(0, equals) : pair;
		return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8).equals(this.name);
	}

	/** Leaves out the token. */
	@Override
	public String toString() {
		return "PlacedToken[%s '%s']".formatted(this.kind.text, this.name);
	}

	/** What carries a token. */
	enum Kind {

		HEADER("header"), COOKIE("cookie"), QUERY_PARAMETER("query parameter");

		private final String text;

		Kind(String text) {
			this.text = text;
		}

	}

}
