package io.microgate.jwt;

import java.util.List;

import io.microgate.decision.DenyReason;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * A compiled place where a token may be.
 */
interface TokenSource {

	/**
	 * Looks for the token.
	 * @param request the request
	 * @return the token or why it cannot be taken, {@code null} when the place is absent
	 */
	@Nullable Extraction find(RequestFacts request);

	/**
	 * Whether what answers the request may find a token here although the place is
	 * absent.
	 * @param request the request
	 * @return {@code false} if every reader finds none
	 */
	default boolean isPerhapsPresent(RequestFacts request) {
		return false;
	}

	static TokenSource compile(JwtSpec.ExtractionSource spec) {
		if (spec.header() != null) {
			String name = SourceName.of(spec).name();
			return (request) -> only(request.headers(name));
		}
		if (spec.queryParameter() != null) {
			return new QueryTokenSource(SourceName.of(spec).name());
		}
		if (spec.cookie() != null) {
			return new CookieTokenSource(SourceName.of(spec).name());
		}
		return new BearerTokenSource();
	}

	/**
	 * The only one of the values that a place has.
	 */
	static @Nullable Extraction only(List<String> values) {
		if (values.isEmpty()) {
			return null;
		}
		if (values.size() > 1) {
			return Extraction.refused(DenyReason.TOKEN_AMBIGUOUS);
		}
		String value = values.get(0);
		return value.isEmpty() ? Extraction.refused(DenyReason.TOKEN_MALFORMED) : Extraction.of(value);
	}

}
