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

	/** What checking and comparing a claim of {@value #MAX_VALUE} characters costs. */
	private static final int STEPS_PER_PLACEHOLDER = 128;

	private final List<Placeholder> placeholders;

	private final String end;

	private IssuerTemplate(List<Placeholder> placeholders, String end) {
		this.placeholders = placeholders;
		this.end = end;
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
		List<Placeholder> placeholders = new ArrayList<>(1);
		Matcher matcher = PLACEHOLDER.matcher(template);
		int position = 0;
		while (matcher.find()) {
			placeholders.add(new Placeholder(template.substring(position, matcher.start()), matcher.group(1)));
			position = matcher.end();
		}
		return new IssuerTemplate(List.copyOf(placeholders), template.substring(position));
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
	 * @param budget what comparing may cost
	 * @return whether the issuer equals the template with the token's own claims in it
	 * @throws io.microgate.match.TextNotJudgedException if comparing would cost more
	 */
	boolean matches(TokenClaims claims, ExpressionBudget budget) {
		String issuer = claims.text(JwtClaimNames.ISS);
		if (issuer == null) {
			return false;
		}
		int position = 0;
		for (Placeholder placeholder : this.placeholders) {
			if (!issuer.startsWith(placeholder.before(), position)) {
				return false;
			}
			position += placeholder.before().length();
			budget.spend(STEPS_PER_PLACEHOLDER);
			String value = claims.text(placeholder.claim());
			if (value == null || !isValue(value) || !issuer.startsWith(value, position)) {
				return false;
			}
			position += value.length();
		}
		return issuer.length() == position + this.end.length() && issuer.endsWith(this.end);
	}

	/**
	 * Whether a claim may be a part of an issuer: it has only characters that a URI does
	 * not reserve, and is no dot segment.
	 * @param claim the value of the claim
	 * @return whether a placeholder may stand for it
	 */
	public static boolean isValue(String claim) {
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
	 * @param before the text before it, from the placeholder before it on
	 * @param claim name of the claim that it stands for
	 */
	private record Placeholder(String before, String claim) {
	}

}
