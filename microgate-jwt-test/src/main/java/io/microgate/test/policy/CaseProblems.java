package io.microgate.test.policy;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

import io.microgate.manifest.ManifestNode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;

/**
 * Collects all that is wrong with a file of cases.
 */
final class CaseProblems {

	private final String file;

	private final Set<Problem> problems = new LinkedHashSet<>();

	CaseProblems(String file) {
		this.file = file;
	}

	void add(ManifestNode node, String path, String rule) {
		add(node.origin(), path, rule);
	}

	void add(Origin origin, String path, String rule) {
		String what = path.isEmpty() ? "The file" : "'%s'".formatted(path);
		this.problems.add(new Problem(line(origin), "%s: %s %s".formatted(place(origin), what, rule)));
	}

	/**
	 * Adds what is wrong with the file as a whole.
	 * @param rule what is required
	 */
	void add(String rule) {
		this.problems.add(new Problem(0, "%s: The file %s".formatted(this.file, rule)));
	}

	/**
	 * Describes where something is written.
	 * @param origin where
	 * @return {@code file:line}
	 */
	String place(Origin origin) {
		return "%s:%d".formatted(this.file, line(origin));
	}

	private static int line(Origin origin) {
		TextResourceOrigin.@Nullable Location location = (origin instanceof TextResourceOrigin text)
				? text.getLocation() : null;
		return (location != null) ? location.getLine() + 1 : 1;
	}

	/**
	 * Stops if anything is wrong.
	 * @throws InvalidPolicyCasesException with the problems in the order of the lines
	 */
	void throwIfAny() {
		if (!this.problems.isEmpty()) {
			throw new InvalidPolicyCasesException(
					this.problems.stream().sorted(Comparator.comparingInt(Problem::line)).map(Problem::text).toList());
		}
	}

	private record Problem(int line, String text) {
	}

}
