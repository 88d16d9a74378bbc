package io.microgate.jwt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.microgate.match.ExpressionBudget;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * Compiled {@code issuerTemplate}: an issuer with placeholders, each of which stands for
 * another claim of the same token. The issuer of a token has to equal the whole, to the
 * letter.
 */
public final class IssuerTemplate {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}\\s]+)}");

	/**
	 * A claim that is longer, or has other characters, could be read as more than a name.
	 */
	private static final int MAX_VALUE = 255;

	/** Comparing a character of the issuer costs less than a step of an expression. */
	private static final int CHARS_PER_STEP = 2;

	private final String start;

	private final List<Placeholder> placeholders;

	private IssuerTemplate(String start, List<Placeholder> placeholders) {
		this.start = start;
		this.placeholders = placeholders;
	}

	/**
	 * Compiles a template.
	 * @param template a template without a {@link #problem}
	 * @return the template
	 */
	static IssuerTemplate compile(String template) {
		if (problem(template) != null) {
			throw new IllegalArgumentException("Not an issuer template");
		}
		Matcher matcher = PLACEHOLDER.matcher(template);
		List<Placeholder> placeholders = new ArrayList<>(1);
		String start = template;
		String claim = null;
		int end = 0;
		while (matcher.find()) {
			String text = template.substring(end, matcher.start());
			if (claim == null) {
				start = text;
			}
			else {
				placeholders.add(new Placeholder(claim, text));
			}
			claim = matcher.group(1);
			end = matcher.end();
		}
		if (claim != null) {
			placeholders.add(new Placeholder(claim, template.substring(end)));
		}
		return new IssuerTemplate(start, List.copyOf(placeholders));
	}

	/**
	 * Finds what is wrong with a template.
	 * @param template any text
	 * @return the rule that it breaks, {@code null} if there is none
	 */
	public static @Nullable String problem(String template) {
		String rest = PLACEHOLDER.matcher(template).replaceAll("");
		if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
			return "must have the name of a claim in each pair of braces, and no other braces";
		}
		List<String> claims = claims(template);
		if (claims.isEmpty()) {
			return "must have a placeholder, which is the name of a claim in braces";
		}
		return claims.contains(JwtClaimNames.ISS) ? "must not have the issuer itself as a placeholder" : null;
	}

	/**
	 * Lists the claims that the placeholders of a template stand for.
	 * @param template any text
	 * @return names of claims, each once
	 */
	public static List<String> claims(String template) {
		return PLACEHOLDER.matcher(template).results().map((placeholder) -> placeholder.group(1)).distinct().toList();
	}

	/**
	 * Compares the issuer of a token, verified or not.
	 * @param claims the claims of the token
	 * @param budget what reading a long issuer may cost
	 * @return whether the issuer equals the template with the token's own claims in it
	 * @throws io.microgate.match.TextNotJudgedException if comparing would cost more
	 */
	boolean matches(TokenClaims claims, ExpressionBudget budget) {
		String issuer = claims.text(JwtClaimNames.ISS);
		if (issuer == null || !issuer.startsWith(this.start)) {
			return false;
		}
		budget.spend(issuer.length() / CHARS_PER_STEP);
		int position = this.start.length();
		for (Placeholder placeholder : this.placeholders) {
			String value = claims.text(placeholder.claim());
			if (value == null || !isValue(value) || !issuer.startsWith(value, position)
					|| !issuer.startsWith(placeholder.next(), position + value.length())) {
				return false;
			}
			position += value.length() + placeholder.next().length();
		}
		return position == issuer.length();
	}

	/**
	 * Whether a claim may be a part of an issuer: it has only characters that a URI does
	 * not reserve, and is no dot segment.
	 */
	static boolean isValue(String claim) {
		if (claim.isEmpty() || claim.length() > MAX_VALUE || claim.equals(".") || claim.equals("..")) {
			return false;
		}
		for (int i = 0; i < claim.length(); i++) {
			char character = claim.charAt(i);
			boolean letterOrDigit = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
					|| (character >= '0' && character <= '9');
			if (!letterOrDigit && "._~-".indexOf(character) < 0) {
				return false;
			}
		}
		return true;
	}

	/**
	 * A placeholder.
	 *
	 * @param claim name of the claim that it stands for
	 * @param next the text behind it, up to the next placeholder
	 */
	private record Placeholder(String claim, String next) {
	}

}
