package io.microgate.configuration;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.microgate.manifest.ManifestResource;
import io.microgate.match.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that the resources of an application are of one namespace: a name means
 * another resource in each.
 */
final class Namespaces {

	private static final String NONE = "none at all";

	private final Problems problems;

	private final List<ManifestResource> resources;

	private boolean clear = true;

	Namespaces(Problems problems, List<ManifestResource> resources) {
		this.problems = problems;
		this.resources = resources;
	}

	/**
	 * Selects the resources of one namespace.
	 * @param namespace the namespace, {@code null} if none was chosen
	 * @return its resources and those without one; of several, if none was chosen, those
	 * of the first
	 */
	List<ManifestResource> select(@Nullable String namespace) {
		if (this.resources.isEmpty()) {
			return this.resources;
		}
		Set<String> names = this.resources.stream()
			.map(Namespaces::name)
			.collect(Collectors.toCollection(TreeSet::new));
		if (namespace != null) {
			return select(namespace, names);
		}
		String first = name(this.resources.get(0));
		if (names.size() > 1) {
			ManifestResource other = this.resources.stream()
				.filter((resource) -> !name(resource).equals(first))
				.findFirst()
				.orElseThrow();
			this.clear = false;
			this.problems.report(new Problem(other.describe() + ": metadata.namespace", null,
					"must be the namespace of all resources, but there are several: " + String.join(", ", names),
					"Choose one by 'microgate.namespace'; resources that name none are taken as well",
					other.root().origin()));
		}
		return this.resources.stream().filter((resource) -> name(resource).equals(first)).toList();
	}

	private List<ManifestResource> select(String namespace, Set<String> names) {
		boolean chosen = names.contains(namespace);
		if (!chosen && names.stream().anyMatch((name) -> !name.equals(NONE))) {
			this.clear = false;
			this.problems.add(PropertyPath.ROOT.child("namespace"), namespace, "must be the namespace of a manifest",
					RelaxedName.cureForReference(namespace,
							names.stream().filter((name) -> !name.equals(NONE)).toList()));
		}
		return this.resources.stream()
			.filter((resource) -> resource.namespace() == null || namespace.equals(resource.namespace()))
			.toList();
	}

	/** Whether it is clear which resources are meant. */
	boolean clear() {
		return this.clear;
	}

	private static String name(ManifestResource resource) {
		return Objects.requireNonNullElse(resource.namespace(), NONE);
	}

}
