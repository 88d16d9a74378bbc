package io.microgate.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * Collects all problems of a configuration, one per mistake.
 */
final class Problems {

	private final Map<String, Found> found = new LinkedHashMap<>();

	private final Damage damage = new Damage();

	private final OriginFinder origins = new OriginFinder();

	private final KeyStyles styles = new KeyStyles();

	private final ManifestPlaces manifests;

	Problems(ManifestPlaces manifests) {
		this.manifests = manifests;
	}

	Damage damage() {
		return this.damage;
	}

	OriginFinder origins() {
		return this.origins;
	}

	KeyStyles styles() {
		return this.styles;
	}

	ManifestPlaces manifests() {
		return this.manifests;
	}

	/**
	 * Reports a value that breaks a rule, unless it is known to be wrong.
	 * @param path the property
	 * @param value its value
	 * @param rule what is required
	 * @param cure what to do
	 */
	void add(PropertyPath path, @Nullable Object value, String rule, String cure) {
		if (!this.damage.covers(path)) {
			report(path, new Problem(this.manifests.describe(path), Problem.render(value), spell(path, rule),
					spell(path, cure), null));
		}
	}

	/**
	 * Reports that a property is missing, unless it is known why.
	 * @param path the property
	 * @param rule what is required
	 * @param cure what to do
	 */
	void addMissing(PropertyPath path, String rule, String cure) {
		if (!this.damage.explainsAbsence(path)) {
			report(path, new Problem(this.manifests.describe(path), null, spell(path, rule), spell(path, cure), null));
		}
	}

	/** Fields are named as in the manifest, or as the properties write them. */
	private String spell(PropertyPath path, String sentence) {
		return this.manifests.contains(path) ? this.manifests.respell(path, sentence)
				: this.styles.spell(path, sentence);
	}

	/**
	 * The last part of a place, as its author would write it.
	 * @param path the place
	 * @param component name of the record component
	 * @return the key
	 */
	String key(PropertyPath path, String component) {
		return this.manifests.contains(path) ? this.manifests.key(path) : this.styles.key(path, component);
	}

	/**
	 * Reports a problem in any case.
	 * @param path the property
	 * @param problem the problem; without an origin the nearest one is found
	 */
	void report(PropertyPath path, Problem problem) {
		this.found.putIfAbsent(path + " " + problem.rule(), new Found(path, problem));
	}

	/**
	 * Reports a problem that is at no place of the properties.
	 * @param problem the problem, with all there is to say
	 */
	void report(Problem problem) {
		this.found.putIfAbsent(problem.toString(), new Found(PropertyPath.ROOT, problem));
	}

	List<Problem> list() {
		return this.found.values().stream().map(this::locate).toList();
	}

	void throwIfAny() {
		if (!this.found.isEmpty()) {
			throw new InvalidConfigurationException(list());
		}
	}

	private Problem locate(Found found) {
		Problem problem = found.problem;
		Origin origin = problem.origin();
		if (origin == null) {
			origin = this.manifests.origin(found.path);
		}
		if (origin == null) {
			origin = this.origins.find(found.path);
		}
		return new Problem(problem.property(), problem.value(), problem.rule(), problem.cure(), origin);
	}

	private record Found(PropertyPath path, Problem problem) {
	}

}
