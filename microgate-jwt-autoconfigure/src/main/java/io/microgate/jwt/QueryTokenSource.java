package io.microgate.jwt;

import java.util.List;

import io.microgate.decision.DenyReason;
import io.microgate.request.QueryParameters;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the query string (RFC 6750 section 2.3), whose name is case-sensitive.
 */
final class QueryTokenSource implements TokenSource {

	private final String name;

	QueryTokenSource(String name) {
		this.name = name;
	}

	@Override
	public @Nullable Extraction find(RequestFacts request) {
		List<String> values = request.queryParameters(this.name);
		// no token has a semicolon
		boolean only = values.size() == 1 && values.get(0).indexOf(';') < 0;
		return (only && isReadOtherwise(request, 1)) ? Extraction.refused(DenyReason.TOKEN_AMBIGUOUS)
				: TokenSource.only(values);
	}

	@Override
	public boolean isPerhapsPresent(RequestFacts request) {
		return isReadOtherwise(request, 0);
	}

	/** Whether some reader of the query finds another number of values. */
	private boolean isReadOtherwise(RequestFacts request, int count) {
		for (QueryParameters reading : QueryParameters.otherReadings(request.query())) {
			if (reading.values(this.name).size() != count) {
				return true;
			}
		}
		return false;
	}

}
