package io.microgate.test.token;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import io.microgate.jwt.IssuerTemplate;
import io.microgate.jwt.JwtSpec;
import io.microgate.match.ExampleText;
import io.microgate.match.MatcherSpec;
import io.microgate.match.MatcherText;
import io.microgate.match.StringMatcher;
import io.microgate.match.StringMatcherSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * A claim that an entry of a JWT requires, with all that it requires of its value.
 */
final class RequiredValue {

	/** Where any value will do. */
	static final String ANY = "test";

	private final String name;

	private final List<StringMatcherSpec> matchers = new ArrayList<>();

	/** Elements that a list has to have. */
	private final List<String> elements = new ArrayList<>();

	/** Whether only a string will do. */
	private boolean text;

	private Predicate<String> accepted = (value) -> true;

	private RequiredValue(String name) {
		this.name = name;
	}

	/** Returns the claims that an entry requires, apart from those that it fixes. */
	static List<RequiredValue> of(JwtSpec jwt, JwtSpec.RequireAny entry) {
		Map<String, RequiredValue> required = new LinkedHashMap<>();
		if (entry.subject() != null) {
			find(required, JwtClaimNames.SUB).requireText((value) -> true).add(entry.subject());
		}
		if (entry.audiences() != null) {
			find(required, JwtClaimNames.AUD).elements.add(entry.audiences().get(0));
		}
		if (entry.extensions().claims() != null) {
			entry.extensions().claims().forEach((claim) -> find(required, text(claim.name())).add(claim.value()));
		}
		if (entry.extensions().issuerTemplate() != null) {
			IssuerTemplate.claims(entry.extensions().issuerTemplate())
				.forEach((name) -> find(required, name).requireText(IssuerTemplate::isValue));
		}
		String principal = jwt.extensions().principalClaim();
		if (principal != null && required.containsKey(principal)) {
			find(required, principal).requireText((value) -> !value.isBlank());
		}
		if (entry.issuer() != null || entry.extensions().issuerTemplate() != null) {
			required.remove(JwtClaimNames.ISS);
		}
		return List.copyOf(required.values());
	}

	private static RequiredValue find(Map<String, RequiredValue> required, String name) {
		return required.computeIfAbsent(name, RequiredValue::new);
	}

	private static String text(@Nullable String name) {
		return Objects.requireNonNull(name, "'name' must be set");
	}

	private RequiredValue requireText(Predicate<String> condition) {
		this.text = true;
		this.accepted = this.accepted.and(condition);
		return this;
	}

	private void add(@Nullable MatcherSpec value) {
		if (value != null) {
			this.matchers.add(Objects.requireNonNull(value.matcher(), "'matcher' must be set"));
		}
	}

	String name() {
		return this.name;
	}

	/**
	 * Returns a value that is accepted: a string, a boolean, or a list.
	 * @throws IllegalStateException if none is known
	 */
	Object example() {
		List<String> values = new ArrayList<>(this.elements);
		String single = values.isEmpty() ? single() : null;
		if (single != null) {
			return this.text ? single : typed(single);
		}
		if (this.text) {
			throw unknown(this.matchers);
		}
		for (StringMatcherSpec matcher : this.matchers) {
			if (values.stream().noneMatch(StringMatcher.compile(matcher)::matches)) {
				values.add(example(matcher, this.accepted));
			}
		}
		return (values.size() == 1) ? values.get(0) : List.copyOf(values);
	}

	/** A string that meets all conditions, if there is one. */
	private @Nullable String single() {
		Predicate<String> all = this.accepted;
		for (StringMatcherSpec matcher : this.matchers) {
			all = all.and(StringMatcher.compile(matcher)::matches);
		}
		if (all.test(ANY)) {
			return ANY;
		}
		for (StringMatcherSpec matcher : this.matchers) {
			String value = ExampleText.of(matcher, all);
			if (value != null) {
				return value;
			}
		}
		return null;
	}

	private String example(StringMatcherSpec matcher, Predicate<String> condition) {
		String value = ExampleText.of(matcher, condition);
		if (value == null) {
			throw unknown(List.of(matcher));
		}
		return value;
	}

	/** Providers issue booleans where a policy compares with them. */
	private static Object typed(String value) {
		return switch (value) {
			case "true" -> true;
			case "false" -> false;
			default -> value;
		};
	}

	private IllegalStateException unknown(List<StringMatcherSpec> conditions) {
		return new IllegalStateException(
				"No value of claim '%s' is known that %s. Set one with claim(\"%s\", ...), or remove the claim with withoutClaim(\"%s\")."
					.formatted(this.name,
							String.join(" and that ", conditions.stream().map(MatcherText::describe).toList()),
							this.name, this.name));
	}

}
