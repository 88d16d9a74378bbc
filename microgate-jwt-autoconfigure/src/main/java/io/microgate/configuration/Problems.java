package io.microgate.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.constraint.Violation;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * Collects all problems of a configuration, one per mistake.
 */
final class Problems {

	private final Map<String, Problem> problems = new LinkedHashMap<>();

	private final InvalidPaths invalid = new InvalidPaths();

	private final Provenance provenance = new Provenance();

	private final FieldsNotEnforced notEnforced = new FieldsNotEnforced();

	InvalidPaths invalidPaths() {
		return this.invalid;
	}

	Provenance provenance() {
		return this.provenance;
	}

	/** What is no problem although it is not supported. */
	FieldsNotEnforced notEnforced() {
		return this.notEnforced;
	}

	/**
	 * Tells how the keys of a resource are spelled, for messages about it.
	 * @param path a place of the resource
	 * @return the spelling
	 */
	KeySpelling spelling(PropertyPath path) {
		return this.provenance.spelling(path);
	}

	/**
	 * Reports a value that breaks a rule, unless it is known to be wrong.
	 * @param path the place
	 * @param value its value
	 * @param rule what is required
	 * @param cure what to do
	 */
	void add(PropertyPath path, @Nullable Object value, String rule, String cure) {
		if (!this.invalid.covers(path)) {
			report(path, value, rule, cure, null);
		}
	}

	/**
	 * Reports a value that breaks a rule, unless it is known to be wrong.
	 * @param element the value and its place
	 * @param violation what is wrong, {@code null} if nothing is
	 */
	void add(SpecElement<?> element, @Nullable Violation violation) {
		if (violation != null) {
			add(element.path(), element.spec(), violation.rule(), violation.cure());
		}
	}

	/**
	 * Reports a value that is wrong as a whole.
	 * @param path the place
	 * @param value its value
	 * @param violation what is wrong
	 */
	void addInvalid(PropertyPath path, @Nullable Object value, Violation violation) {
		add(path, value, violation.rule(), violation.cure());
		this.invalid.add(path);
	}

	/**
	 * Reports that something is missing, unless it is known why.
	 * @param path the place
	 * @param rule what is required
	 * @param cure what to do
	 */
	void addMissing(PropertyPath path, String rule, String cure) {
		if (!this.invalid.explainsAbsence(path)) {
			report(path, null, rule, cure, null);
		}
	}

	/**
	 * Reports a problem in any case.
	 * @param path the place
	 * @param value the value there
	 * @param rule what is required
	 * @param cure what to do
	 * @param origin where it is written, {@code null} for the nearest place
	 */
	void report(PropertyPath path, @Nullable Object value, String rule, String cure, @Nullable Origin origin) {
		this.problems.computeIfAbsent(path + " " + rule,
				(key) -> new Problem(this.provenance.describe(path),
						isHidden(path, value) ? null : Problem.render(value), rule, cure,
						(origin != null) ? origin : this.provenance.origin(path)));
	}

	/** An empty value is no secret. */
	private static boolean isHidden(PropertyPath path, @Nullable Object value) {
		return path.isConfidential() && !"".equals(value);
	}

	/**
	 * Reports a problem that is at no place of the specs.
	 * @param problem the problem, with all there is to say
	 */
	void report(Problem problem) {
		this.problems.putIfAbsent(problem.toString(), problem);
	}

	List<Problem> list() {
		return List.copyOf(this.problems.values());
	}

	void throwIfAny() {
		if (!this.problems.isEmpty()) {
			throw new InvalidConfigurationException(list());
		}
	}

}
