package io.microgate.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.microgate.manifest.ManifestKind;
import io.microgate.manifest.ManifestNode;
import io.microgate.manifest.ManifestNode.Kind;
import io.microgate.manifest.ManifestProblem;
import io.microgate.manifest.ManifestResource;
import io.microgate.manifest.Manifests;
import io.microgate.manifest.NamespaceSelection;
import io.microgate.manifest.SecretReader;
import io.microgate.match.RelaxedName;
import io.microgate.route.HttpRouteReader;
import io.microgate.route.ReadRoute;
import org.jspecify.annotations.Nullable;

/**
 * Adds the resources of manifests to those of the properties. A resource comes from one
 * of the two; only extensions of the properties may meet a resource of a manifest.
 */
final class ManifestResources {

	private static final Map<ManifestKind, String> COMPONENTS = Map.of(ManifestKind.JWKS, "jwks", ManifestKind.JWT,
			"jwts", ManifestKind.ACCESS_CONTROL_POLICY, "accessControlPolicies", ManifestKind.IDENTITY_PROPAGATION,
			"identityPropagations", ManifestKind.HTTP_ROUTE, "routes", ManifestKind.SECRET, "secrets",
			ManifestKind.CONFIG_MAP, "secrets");

	private final Problems problems;

	private final Map<String, Map<String, ConfigurationElement>> entries;

	private final PropertyExtensions extensions;

	private final Map<String, ManifestResource> firsts = new HashMap<>();

	private final Map<String, Map<String, byte[]>> secrets = new LinkedHashMap<>();

	private final Set<String> routes = new HashSet<>();

	/**
	 * Adds to the resources of the properties.
	 * @param problems where problems are reported
	 * @param entries what the properties write, by component of the root and name
	 */
	ManifestResources(Problems problems, Map<String, Map<String, ConfigurationElement>> entries) {
		this.problems = problems;
		this.extensions = new PropertyExtensions(problems);
		this.entries = entries;
	}

	/**
	 * Adds the resources of manifests.
	 * @param manifests what has been loaded
	 * @param namespace the namespace to take, {@code null} if there is only one
	 * @return what they bring along besides specs
	 */
	ManifestContent add(Manifests manifests, @Nullable String namespace) {
		manifests.problems().forEach(this::report);
		manifests.unreadable().forEach(this::report);
		NamespaceSelection selection = NamespaceSelection.of(manifests.resources(), namespace);
		report(selection, namespace);
		List<ManifestResource> selected = selection.resources();
		if (!manifests.complete() || !selection.isClear()) {
			this.entries.forEach(this::expectMore);
		}
		manifests.refused()
			.forEach((refused) -> this.problems.invalidPaths().add(path(refused.kind(), refused.name())));
		// Config maps last: a reference to a secret means the secret
		Stream
			.concat(selected.stream().filter((resource) -> resource.kind() != ManifestKind.CONFIG_MAP),
					selected.stream().filter((resource) -> resource.kind() == ManifestKind.CONFIG_MAP))
			.forEach(this::add);
		if (manifests.complete() && selection.isClear()) {
			this.entries.values().forEach(this.extensions::refuseLone);
		}
		return new ManifestContent(this.secrets, this.routes, manifests.otherKinds());
	}

	private void report(ManifestProblem problem) {
		this.problems
			.report(new Problem(problem.place(), problem.value(), problem.rule(), problem.cure(), problem.origin()));
	}

	private void report(Manifests.UnreadableLocation location) {
		this.problems.report(PropertyPath.ROOT.child("manifests").element(location.index()), location.location(),
				location.rule(), location.cure(), null);
	}

	private void report(NamespaceSelection selection, @Nullable String namespace) {
		ManifestProblem several = selection.problem();
		if (several != null) {
			report(several);
		}
		if (namespace != null && !selection.others().isEmpty()) {
			this.problems.add(PropertyPath.ROOT.child("namespace"), namespace, "must be the namespace of a manifest",
					RelaxedName.cureForReference(namespace, selection.others()));
		}
	}

	/** What seems to be missing may be in what could not be read. */
	private void expectMore(String component, Map<String, ConfigurationElement> resources) {
		PropertyPath map = PropertyPath.ROOT.child(component);
		this.problems.invalidPaths().unknownKeyIn(PropertyPath.ROOT, map);
		resources.keySet().forEach((name) -> this.problems.invalidPaths().onlyUnknownKeysIn(map.entry(name)));
	}

	private void add(ManifestResource resource) {
		ManifestResource first = this.firsts.putIfAbsent(resource.describe(), resource);
		if (first != null) {
			this.problems.report(new Problem(resource.describe(), null,
					"must be defined once, but another one is at %s".formatted(first.root().origin()),
					"Remove or rename one of the two", resource.root().origin()));
			return;
		}
		PropertyPath path = path(resource.kind(), resource.name());
		ConfigurationElement properties = entries(resource.kind()).get(resource.name());
		if (properties != null && !this.extensions.canExtend(properties, resource)) {
			return;
		}
		if (resource.kind() == ManifestKind.SECRET || resource.kind() == ManifestKind.CONFIG_MAP) {
			checkFields(resource, SecretReader.fields(resource.kind()));
			addSecret(resource, path);
			return;
		}
		checkFields(resource, List.of("spec", "status"));
		this.problems.provenance().label(path, resource.describe());
		entries(resource.kind()).computeIfAbsent(resource.name(), (name) -> this.problems.provenance().add(path))
			.nodes()
			.add(0, SourceNode.of(spec(resource, path)));
		if (resource.kind() == ManifestKind.HTTP_ROUTE) {
			this.routes.add(resource.name());
		}
	}

	private void addSecret(ManifestResource resource, PropertyPath path) {
		List<ManifestProblem> found = new ArrayList<>();
		this.secrets.putIfAbsent(resource.name(), new SecretReader(found).read(resource));
		if (!found.isEmpty()) {
			found.forEach(this::report);
			this.problems.invalidPaths().add(path);
		}
	}

	private static PropertyPath path(ManifestKind kind, String name) {
		return PropertyPath.ROOT.child(component(kind)).entry(name);
	}

	/** The component of the root that holds the resources of a kind. */
	static String component(ManifestKind kind) {
		String component = COMPONENTS.get(kind);
		if (component == null) {
			throw new IllegalStateException("No component for " + kind);
		}
		return component;
	}

	private Map<String, ConfigurationElement> entries(ManifestKind kind) {
		Map<String, ConfigurationElement> resources = this.entries.get(component(kind));
		if (resources == null) {
			throw new IllegalStateException("No map for " + kind);
		}
		return resources;
	}

	private void checkFields(ManifestResource resource, List<String> specific) {
		List<String> known = new ArrayList<>(specific);
		known.addAll(List.of("apiVersion", "kind", "metadata"));
		resource.root().fields().forEach((field, value) -> {
			if (!known.contains(field)) {
				String place = "%s: %s".formatted(resource.describe(), field);
				this.problems.report(new Problem(place, null, "is not a known field",
						RelaxedName.cureForKey(RelaxedName.nearest(field, known), known), value.origin()));
			}
		});
	}

	private ManifestNode spec(ManifestResource resource, PropertyPath path) {
		ManifestNode spec = resource.root().fields().get("spec");
		if (spec == null || spec.kind() == Kind.NULL) {
			this.problems.report(new Problem(resource.describe() + ": spec", null, "is required", "Add 'spec'",
					((spec != null) ? spec : resource.root()).origin()));
			this.problems.invalidPaths().add(path);
			return ManifestNode.object(Map.of(), resource.root().origin());
		}
		if (resource.kind() == ManifestKind.HTTP_ROUTE) {
			ReadRoute route = HttpRouteReader.read(resource.describe() + ": spec", spec);
			report(route, path);
			return route.spec();
		}
		return spec;
	}

	private void report(ReadRoute route, PropertyPath path) {
		route.problems().forEach(this::report);
		InvalidPaths invalid = this.problems.invalidPaths();
		PropertyPath matches = path.child("matches");
		this.problems.provenance().label(matches, route.rulesPlace());
		if (!route.valid()) {
			invalid.add(path);
		}
		if (!route.matchesValid()) {
			invalid.add(matches);
		}
		for (int i = 0; i < route.matchPlaces().size(); i++) {
			ReadRoute.MatchPlace match = route.matchPlaces().get(i);
			PropertyPath matchPath = matches.element(i);
			this.problems.provenance().label(matchPath, match.place());
			if (!match.pathValid()) {
				invalid.add(matchPath.child("path").child("value"));
			}
		}
	}

}
