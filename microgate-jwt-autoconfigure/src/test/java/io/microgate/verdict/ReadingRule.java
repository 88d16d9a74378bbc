package io.microgate.verdict;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A route or a policy entry, and what it says of the paths that it is for. Tells the
 * paths by itself, with the expressions of the JDK: what is tested has no part in it.
 *
 * @param kind how the paths are told
 * @param text the path, pattern or expression as configured
 * @param access what is said of them
 */
record ReadingRule(Kind kind, String text, ReadingAccess access) {

	/**
	 * {@code {*x}}, <code>{x:[a-z]+}</code>, <code>{x}</code>, <code>**</code> or
	 * <code>*</code>.
	 */
	private static final Pattern WILDCARD = Pattern
		.compile("/\\{\\*[a-z]+}|\\{[a-z]+:([^{}]+)}|\\{[a-z]+}|/\\*\\*|\\*");

	boolean matches(String path) {
		return switch (this.kind) {
			case EXACT -> path.equals(this.text);
			case PREFIX -> path.startsWith(this.text);
			case SUFFIX -> path.endsWith(this.text);
			case CONTAINS -> path.contains(this.text);
			case REGEX -> Pattern.compile(this.text, Pattern.DOTALL).matcher(path).find();
			case EXPRESSION -> Pattern.compile(this.text, Pattern.DOTALL).matcher(path).matches();
			case PATTERN -> Pattern.compile(expression(), Pattern.DOTALL).matcher(path).matches();
		};
	}

	private String expression() {
		StringBuilder expression = new StringBuilder();
		Matcher matcher = WILDCARD.matcher(this.text);
		int end = 0;
		while (matcher.find()) {
			expression.append(Pattern.quote(this.text.substring(end, matcher.start())));
			String wildcard = matcher.group();
			boolean rest = wildcard.startsWith("/");
			String own = (matcher.group(1) != null) ? "(?:" + matcher.group(1) + ")" : "[^/]+";
			expression.append(rest ? "(?:/.*)?" : own);
			end = matcher.end();
		}
		return expression.append(Pattern.quote(this.text.substring(end))).toString();
	}

	/** A property route's paths. */
	String routePaths() {
		return switch (this.kind) {
			case EXACT -> "matches: [{path: {type: Exact, value: '%s'}}]".formatted(this.text);
			case EXPRESSION -> "matches: [{path: {type: RegularExpression, value: '%s'}}]".formatted(this.text);
			case PATTERN -> "paths: ['%s']".formatted(this.text);
			default -> throw new IllegalStateException(this + " is no route");
		};
	}

	/** A policy entry. */
	String entry() {
		return switch (this.kind) {
			case EXACT, PREFIX, SUFFIX, CONTAINS, REGEX -> "{requestConditions: {path: {matcher: {%s: '%s'}}}, %s}"
				.formatted(this.kind.name().toLowerCase(Locale.ROOT), this.text, this.access.authorization());
			default -> throw new IllegalStateException(this + " is no entry");
		};
	}

	enum Kind {

		EXACT, PREFIX, SUFFIX, CONTAINS, REGEX, EXPRESSION, PATTERN

	}

}
