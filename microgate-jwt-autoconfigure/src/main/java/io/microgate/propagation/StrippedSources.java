package io.microgate.propagation;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;

import io.microgate.jwt.JwtRule;
import io.microgate.jwt.SourceName;
import io.microgate.request.FieldNames;
import io.microgate.request.QueryParameters;
import org.jspecify.annotations.Nullable;

/**
 * Places of a token that are empty for handlers and upstreams.
 *
 * @param headers header fields that are absent
 * @param queryParameters parameters of the query string that are absent
 * @param cookies cookies that are absent, by name in its case
 */
public record StrippedSources(FieldNames headers, Set<String> queryParameters, Set<String> cookies) {

	/**
	 * The token stays where it was sent.
	 */
	public static final StrippedSources NONE = new StrippedSources(FieldNames.NONE, Set.of(), Set.of());

	private static final String DPOP = "DPoP";

	/**
	 * Collects the sources of tokens, and the proof that goes with a token.
	 * @param jwts the JWTs whose tokens are taken out
	 * @return their sources
	 */
	public static StrippedSources of(Collection<JwtRule> jwts) {
		Set<String> headers = new HashSet<>(Set.of(DPOP));
		Set<String> queryParameters = new HashSet<>();
		Set<String> cookies = new HashSet<>();
		for (JwtRule jwt : jwts) {
			for (SourceName source : jwt.extractor().sourceNames()) {
				(switch (source.kind()) {
					case HEADER -> headers;
					case QUERY_PARAMETER -> queryParameters;
					case COOKIE -> cookies;
				}).add(source.name());
			}
		}
		return new StrippedSources(FieldNames.of(headers), Set.copyOf(queryParameters), Set.copyOf(cookies));
	}

	/**
	 * Whether anything beside header fields is absent.
	 * @return {@code false} if query and cookies stay as they were sent
	 */
	public boolean hasQueryOrCookies() {
		return !this.queryParameters.isEmpty() || !this.cookies.isEmpty();
	}

	/**
	 * Takes the parameters out of a query.
	 * @param query the raw query string, {@code null} when there is none
	 * @return the query without them, {@code null} if nothing is left
	 */
	public @Nullable String query(@Nullable String query) {
		return QueryParameters.without(query, this.queryParameters);
	}

	/**
	 * Whether a parameter is absent, of a form as well.
	 * @param name decoded name of the parameter
	 * @return whether it is one that a token comes in
	 */
	public boolean hasParameter(String name) {
		return this.queryParameters.contains(QueryParameters.plainName(name));
	}

	/**
	 * Takes the cookies out of a {@code Cookie} field.
	 * @param value a value of the field
	 * @return the value without them, empty if no other cookie is left
	 */
	public String cookies(String value) {
		StringJoiner cookies = new StringJoiner("; ");
		boolean changed = false;
		for (String cookie : value.split(";")) {
			if (this.cookies.contains(cookieName(cookie))) {
				changed = true;
			}
			else {
				cookies.add(cookie.strip());
			}
		}
		return changed ? cookies.toString() : value;
	}

	/** Spring's reactive stack skips commas in front of a name. */
	private static String cookieName(String cookie) {
		int equals = cookie.indexOf('=');
		String name = (equals < 0) ? cookie : cookie.substring(0, equals);
		int start = 0;
		while (start < name.length() && (name.charAt(start) == ',' || name.charAt(start) <= ' ')) {
			start++;
		}
		return name.substring(start).strip();
	}

}
