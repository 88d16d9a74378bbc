package io.microgate.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Writes an {@link Explanation} for people, on one screen: the verdict first, then the
 * way there, and the smallest change last. What does not fit is counted.
 */
public final class ExplanationText {

	private static final int MAX_LINE = 200;

	private static final int MAX_SENTENCE = 1_000;

	private static final int MAX_ROUTES = 3;

	private static final int MAX_ENTRIES = 3;

	private static final int MAX_SOURCES = 3;

	private static final int MAX_REQUIREMENTS = 2;

	private static final int MAX_CLAIMS = 4;

	private static final String MET = "met";

	private static final String NOT_CHECKED = "not checked";

	private final List<String> lines = new ArrayList<>();

	private final String elsewhere;

	private ExplanationText(String elsewhere) {
		this.elsewhere = elsewhere;
	}

	/**
	 * Writes an explanation.
	 * @param explanation the explanation
	 * @return lines without a control character in any, the last one without its end
	 */
	public static String of(Explanation explanation) {
		return of(explanation, "");
	}

	/**
	 * Writes an explanation.
	 * @param explanation the explanation
	 * @param elsewhere how to get what does not fit, empty if there is no way
	 * @return lines without a control character in any, the last one without its end
	 */
	public static String of(Explanation explanation, String elsewhere) {
		ExplanationText text = new ExplanationText(elsewhere);
		text.verdict(explanation.verdict());
		text.request(explanation.request());
		text.section("Route", explanation.routes().stream().map(ExplanationText::route).toList(), MAX_ROUTES, true);
		text.section("Entry", explanation.entries().stream().map(ExplanationText::entry).toList(), MAX_ENTRIES, false);
		text.token(explanation.token());
		text.requirements(explanation.requirements());
		text.claims(explanation.claims());
		text.change(explanation.change());
		return String.join(System.lineSeparator(), text.lines);
	}

	private void verdict(Explanation.Verdict verdict) {
		StringJoiner line = new StringJoiner(" ");
		if (verdict.reason() != null) {
			line.add("Refused with %s: %s".formatted(verdict.status(), verdict.reason()));
		}
		else {
			line.add("Allowed");
		}
		if (verdict.provided() != null) {
			line.add("if " + verdict.provided());
		}
		if (verdict.place() != null) {
			line.add("at " + verdict.place());
		}
		sentence(line.toString());
		sentence("  " + verdict.expected());
	}

	private void request(Explanation.Request request) {
		String from = (request.remoteAddress() != null) ? " from " + request.remoteAddress() : "";
		line("Request", "%s %s%s%s".formatted(request.method(), request.host(), request.path(), from));
	}

	private static String route(Explanation.Route route) {
		return row(route.outcome(), "'%s' %s".formatted(route.name(), route.match()), route.place(), route.because());
	}

	private static String entry(Explanation.Entry entry) {
		return row(entry.outcome(), "%d: %s".formatted(entry.number(), entry.asks()), entry.place(), entry.because());
	}

	private void token(Explanation.@Nullable Token token) {
		if (token != null) {
			List<String> rows = new ArrayList<>();
			token.sources().forEach((source) -> rows.add(row(source.outcome(), source.source(), source.place(), null)));
			section("Token", rows.isEmpty() ? List.of(token.outcome()) : rows, MAX_SOURCES, true);
		}
	}

	/** Those in which the token got furthest. */
	private void requirements(List<Explanation.Requirement> requirements) {
		List<String> rows = new ArrayList<>();
		requirements.stream()
			.sorted(Comparator.comparing((Explanation.Requirement each) -> -each.steps().size()))
			.limit(MAX_REQUIREMENTS)
			.forEach((requirement) -> {
				rows.add(row("requireAny[%d]".formatted(requirement.number()),
						"JWKS '%s'".formatted(requirement.jwks()), requirement.place(), null));
				rows.addAll(steps(requirement.steps()));
			});
		more(rows, requirements.size() - MAX_REQUIREMENTS);
		section("Checks", rows, Integer.MAX_VALUE, true);
	}

	/** What needs no explanation is named in one row each. */
	private static List<String> steps(List<Explanation.Step> steps) {
		List<String> rows = new ArrayList<>();
		for (String outcome : List.of(MET, NOT_CHECKED)) {
			String names = steps.stream()
				.filter((step) -> outcome.equals(step.outcome()))
				.map(Explanation.Step::step)
				.collect(Collectors.joining(", "));
			if (!names.isEmpty()) {
				rows.add(row(outcome, names, null, null));
			}
		}
		steps.stream()
			.filter((step) -> !MET.equals(step.outcome()) && !NOT_CHECKED.equals(step.outcome()))
			.forEach((step) -> rows
				.add(row(step.outcome(), step.step(), null, expected(step.expected(), step.actual()))));
		return rows;
	}

	/** Those that are not met come first. */
	private void claims(List<Explanation.ClaimCondition> claims) {
		section("Claims", claims.stream()
			.sorted(Comparator.comparing((Explanation.ClaimCondition claim) -> MET.equals(claim.outcome())))
			.map((claim) -> row(claim.outcome(), "%s, %s[%d]".formatted(claim.claim(), claim.group(), claim.number()),
					claim.place(), expected(claim.expected(), claim.actual())))
			.toList(), MAX_CLAIMS, true);
	}

	private void change(Explanation.@Nullable Change change) {
		if (change != null) {
			sentence("Change    %s%s".formatted(change.text(),
					(change.place() != null) ? " (%s)".formatted(change.place()) : ""));
		}
	}

	private static String expected(String expected, @Nullable String actual) {
		return (actual != null) ? "%s; the token has %s".formatted(expected, actual) : expected;
	}

	private static String row(String outcome, String what, @Nullable String place, @Nullable String because) {
		StringBuilder row = new StringBuilder("%-13s %s".formatted(outcome, what));
		if (place != null) {
			row.append(" (").append(place).append(')');
		}
		if (because != null) {
			row.append(": ").append(because);
		}
		return row.toString();
	}

	/** Shows the first rows, or the last ones: those that decide. */
	private void section(String label, List<String> rows, int max, boolean firstDecide) {
		List<String> shown = new ArrayList<>(rows);
		if (rows.size() > max) {
			shown = new ArrayList<>(firstDecide ? rows.subList(0, max) : rows.subList(rows.size() - max, rows.size()));
			more(shown, rows.size() - max);
		}
		String current = label;
		for (String row : shown) {
			line(current, row);
			current = "";
		}
	}

	private void more(List<String> rows, int left) {
		if (left > 0) {
			rows.add("... %d more %s".formatted(left, this.elsewhere).stripTrailing());
		}
	}

	private void line(String label, String text) {
		add("%-9s %s".formatted(label, text), MAX_LINE);
	}

	private void sentence(String text) {
		add(text, MAX_SENTENCE);
	}

	private void add(String line, int length) {
		String plain = PlainText.of(line);
		this.lines.add((plain.length() > length) ? plain.substring(0, length - 3) + "..." : plain);
	}

}
