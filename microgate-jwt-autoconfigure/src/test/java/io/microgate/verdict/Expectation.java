package io.microgate.verdict;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.microgate.jose.JwsAlgorithm;

/**
 * What is expected of an answer. Written as status, {@code WWW-Authenticate} and reason
 * code, such as {@code 401 Bearer error="invalid_token" token.expired}, with {@code |}
 * between several challenges. A status alone: Microgate allowed the request. Instead of a
 * reason {@code undecided} says that it was not asked, and {@code -} that it was the
 * server that answered, or the firewall of Spring Security, so that Microgate may have
 * been asked or not.
 *
 * @param status the status code
 * @param challenges values of {@code WWW-Authenticate}, all of them
 * @param reason the reason code
 * @param route name of the route, {@code null} to leave it open
 * @param header a header of the answer and the value it has, {@code null} for none
 * @param answer text that the body contains, {@code null} to leave it open
 */
record Expectation(int status, List<String> challenges, String reason, String route, String header, String answer) {

	static final String ALLOWED = "allowed";

	static final String UNDECIDED = "undecided";

	static final String UNKNOWN = "-";

	private static final Pattern TEXT = Pattern
		.compile("(\\d{3})(?: ((?:Bearer|DPoP)(?: (?:[a-z_]+=|\\|).*?)?))?(?: ([a-z]+\\.[a-z_]+|undecided|-))?");

	/** Stands for all algorithms that a proof may have. */
	private static final String ALGORITHMS = "algs=\"...\"";

	static Expectation parse(String text, String route, String header, String answer) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("Not an expectation: '%s'".formatted(text));
		}
		List<String> challenges = (matcher.group(2) != null) ? challenges(matcher.group(2)) : List.of();
		String reason = (matcher.group(3) != null) ? matcher.group(3) : ALLOWED;
		return new Expectation(Integer.parseInt(matcher.group(1)), challenges, reason, route, header, answer);
	}

	private static List<String> challenges(String text) {
		String algorithms = Stream.of(JwsAlgorithm.values()).map(Enum::name).collect(Collectors.joining(" "));
		return List.of(text.replace(ALGORITHMS, "algs=\"%s\"".formatted(algorithms)).split(" \\| "));
	}

	/**
	 * Whether this is a rejection that Microgate has to render.
	 * @return whether there is a reason code
	 */
	boolean refused() {
		return this.reason.contains(".");
	}

}
