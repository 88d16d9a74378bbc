package io.microgate.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rows that are not explained as they are decided, with the reason: what is decided there
 * is not the request that the client has sent.
 */
final class ExplainExceptions {

	private static final String FORWARDED = "a filter of the application forwards the request, and its target is decided";

	private static final String REPLACED = "a filter of the application replaces the method by one of a form";

	private static final String THROWING = "a filter of the application makes reading the request fail";

	private static final String PROXIED = "an explanation knows no proxy whose header field it may trust";

	private static final String USED = "no proof is used up by an explanation";

	/** By name of the chapter and row. */
	private static final Map<String, String> REASONS = new HashMap<>();

	static {
		add(REPLACED, "hidden-method", "method of the form", "method of the form in lower case");
		add(USED, "dpop", "used twice");
		add(FORWARDED, "dpop", "forward of a proof for the path as sent", "forward of a proof for the target");
		add(PROXIED, "bound-certificates", "certificate of the token", "certificate of the token where one is required",
				"certificate of the token where any binding is required", "both",
				"both where a certificate is required", "both where a proof is required", "both and a bad proof");
		add(USED, "dpop-unavailable", "good proof and no store");
		add(THROWING, "outcomes", "exception while deciding");
		add(FORWARDED, "dispatches", "forward before anything was decided",
				"forward before anything was decided to a protected path",
				"forward before anything was decided with a good token");
		add(FORWARDED, "equals", "forward with the query", "forward with the query of another user",
				"forward with a query of its own", "forward with a query beside that of the client",
				"forward to the tenant", "forward to another tenant");
	}

	private ExplainExceptions() {
	}

	private static void add(String reason, String chapter, String... rows) {
		Stream.of(rows).forEach((row) -> REASONS.put(key(chapter, row), reason));
	}

	private static String key(String chapter, String row) {
		return chapter + ": " + row;
	}

	/**
	 * Whether a row is one of these, or goes to the management port, which has its own
	 * open paths.
	 */
	static boolean has(Chapter chapter, Row row) {
		return row.managementPort() || REASONS.containsKey(key(chapter.name(), row.name()));
	}

	/** The names of all of these. */
	static List<String> names() {
		return List.copyOf(REASONS.keySet());
	}

}
