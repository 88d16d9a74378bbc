package io.microgate.benchmarks;

/**
 * Makes the headers of a request: those of a usual client, and a token.
 */
final class Headers {

	private Headers() {
	}

	/**
	 * Returns names and values, alternating.
	 * @param token the token, followed by its proof if it has one, or {@code null}
	 * @return the headers
	 */
	static String[] of(String token) {
		String[] others = { "Host", "localhost", "User-Agent", "curl/8.5.0", "Accept", "*/*", "Accept-Encoding",
				"gzip" };
		if (token == null) {
			return others;
		}
		int space = token.indexOf(' ');
		if (space >= 0) {
			return new String[] { others[0], others[1], others[2], others[3], others[4], others[5], others[6],
					others[7], "Authorization", "DPoP " + token.substring(0, space), "DPoP",
					token.substring(space + 1) };
		}
		return new String[] { others[0], others[1], others[2], others[3], others[4], others[5], others[6], others[7],
				"Authorization", "Bearer " + token };
	}

}
