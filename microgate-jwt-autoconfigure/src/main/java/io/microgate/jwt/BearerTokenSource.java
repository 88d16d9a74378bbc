package io.microgate.jwt;

import java.util.List;

import io.microgate.binding.TokenScheme;
import io.microgate.decision.DenyReason;
import io.microgate.request.RequestFacts;
import io.microgate.request.SentToken;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The {@code Authorization} header with scheme {@code Bearer} (RFC 6750 section 2.1) or
 * {@code DPoP} (RFC 9449 section 7.1).
 */
final class BearerTokenSource implements TokenSource {

	private static final String BEARER = "Bearer";

	private static final String DPOP = "DPoP";

	private static final String TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";

	@Override
	public @Nullable Extraction find(RequestFacts request) {
		List<String> values = request.headers(HttpHeaders.AUTHORIZATION);
		if (values.size() > 1) {
			return Extraction.refused(DenyReason.TOKEN_AMBIGUOUS);
		}
		if (values.isEmpty()) {
			return null;
		}
		if (hasScheme(values.get(0), BEARER)) {
			return read(values.get(0), BEARER.length(), TokenScheme.BEARER);
		}
		return hasScheme(values.get(0), DPOP) ? read(values.get(0), DPOP.length(), TokenScheme.DPOP) : null;
	}

	/**
	 * Whether the value of an {@code Authorization} header has a scheme, which ends at
	 * the first character that no scheme may have (RFC 9110 section 11.1).
	 */
	static boolean hasScheme(String value, String scheme) {
		return value.regionMatches(true, 0, scheme, 0, scheme.length())
				&& (value.length() == scheme.length() || !isTokenCharacter(value.charAt(scheme.length())));
	}

	private static boolean isTokenCharacter(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || TOKEN_CHARACTERS.indexOf(character) >= 0;
	}

	/** The verifier checks the content of a token, whose alphabet is its own. */
	private static Extraction read(String value, int schemeLength, TokenScheme scheme) {
		int start = schemeLength;
		while (start < value.length() && value.charAt(start) == ' ') {
			start++;
		}
		if (start == schemeLength || start == value.length()) {
			return Extraction.refused(DenyReason.TOKEN_MALFORMED, scheme);
		}
		return Extraction.of(SentToken.within(value, start), scheme);
	}

}
