package io.microgate.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Selects the resources of one namespace, because a name means another resource in each.
 *
 * @param resources the resources
 * @param problem what is wrong if several namespaces are there and none was chosen,
 * {@code null} otherwise
 * @param others the namespaces that are there if the chosen one is not, empty otherwise
 */
public record NamespaceSelection(List<ManifestResource> resources, @Nullable ManifestProblem problem,
		Set<String> others) {

	private static final String NONE = "none at all";

	/**
	 * Selects resources.
	 * @param resources resources of any namespace
	 * @param namespace the namespace, {@code null} if none was chosen
	 * @return its resources and those without one; of several, if none was chosen, those
	 * of the first
	 */
	public static NamespaceSelection of(List<ManifestResource> resources, @Nullable String namespace) {
		Set<String> names = new TreeSet<>();
		for (ManifestResource resource : resources) {
			names.add(name(resource));
		}
		if (namespace != null) {
			boolean chosen = names.remove(namespace);
			names.remove(NONE);
			List<ManifestResource> selected = resources.stream()
				.filter((resource) -> resource.namespace() == null || namespace.equals(resource.namespace()))
				.toList();
			return new NamespaceSelection(selected, null, chosen ? Set.of() : names);
		}
		List<ManifestResource> first = new ArrayList<>();
		ManifestResource other = null;
		for (ManifestResource resource : resources) {
			if (name(resource).equals(name(resources.get(0)))) {
				first.add(resource);
			}
			else if (other == null) {
				other = resource;
			}
		}
		return new NamespaceSelection(first, (other != null) ? several(other, names) : null, Set.of());
	}

	private static ManifestProblem several(ManifestResource other, Set<String> names) {
		return new ManifestProblem(other.describe() + ": metadata.namespace", null,
				"must be the namespace of all resources, but there are several: " + String.join(", ", names),
				"Choose one by 'microgate.namespace'; resources that name none are taken as well",
				other.root().origin());
	}

	private static String name(ManifestResource resource) {
		String namespace = resource.namespace();
		return (namespace != null) ? namespace : NONE;
	}

	/**
	 * Whether it is clear which resources are meant.
	 * @return {@code false} if there is a problem with the namespaces
	 */
	public boolean isClear() {
		return this.problem == null && this.others.isEmpty();
	}

}
