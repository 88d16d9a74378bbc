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
import org.jspecify.annotations.Nullable;

/**
 * Adds the resources of manifests to those of the properties. A resource comes from one
 * of the two; only extensions of the properties may meet a resource of a manifest.
 */
final class ManifestScan {

	private static final Map<ManifestKind, String> COMPONENTS = Map.of(ManifestKind.JWKS, "jwks", ManifestKind.JWT,
			"jwts", ManifestKind.ACCESS_CONTROL_POLICY, "accessControlPolicies", ManifestKind.HTTP_ROUTE, "routes",
			ManifestKind.SECRET, "secrets", ManifestKind.CONFIG_MAP, "secrets");

	private final Problems problems;

	private final EffectiveValues values;

	private final KnownKey root;

	private final SpecScan specScan;

	private final Map<String, ManifestResource> firsts = new HashMap<>();

	private final Map<String, Map<String, byte[]>> secrets = new LinkedHashMap<>();

	private final Set<String> routes = new HashSet<>();

	ManifestScan(Problems problems, EffectiveValues values, KnownKey root) {
		this.problems = problems;
		this.values = values;
		this.root = root;
		this.specScan = new SpecScan(problems, values);
	}

	/**
	 * Scans manifests.
	 * @param manifests what has been loaded
	 * @param namespace the namespace to take, {@code null} if there is only one
	 * @return what they bring along besides specs
	 */
	ManifestContent scan(Manifests manifests, @Nullable String namespace) {
		manifests.problems().forEach(this::report);
		Namespaces namespaces = new Namespaces(this.problems, manifests.resources());
		List<ManifestResource> selected = namespaces.select(namespace);
		if (!manifests.complete() || !namespaces.clear()) {
			List.of("jwks", "jwts", "accessControlPolicies", "routes", "secrets").forEach(this::expectMore);
		}
		manifests.refused().forEach((refused) -> this.problems.damage().spoil(path(refused.kind(), refused.name())));
		// Config maps last: a reference to a secret means the secret
		Stream
			.concat(selected.stream().filter((resource) -> resource.kind() != ManifestKind.CONFIG_MAP),
					selected.stream().filter((resource) -> resource.kind() == ManifestKind.CONFIG_MAP))
			.forEach(this::scan);
		return new ManifestContent(this.secrets, this.routes, manifests.otherKinds());
	}

	private void report(ManifestProblem problem) {
		PropertyPath property = new PropertyPath(PropertyPath.ROOT.child("manifests"), problem.place());
		this.problems.report(new Problem(problem.place(), problem.value(), problem.rule(), problem.cure(),
				(problem.origin() != null) ? problem.origin() : this.problems.origins().find(property)));
	}

	/** What seems to be missing may be in what could not be read. */
	private void expectMore(String component) {
		PropertyPath map = PropertyPath.ROOT.child(component);
		this.problems.damage().stray(PropertyPath.ROOT, map);
		this.values.children(map).forEach(this.problems.damage()::hollow);
	}

	private void scan(ManifestResource resource) {
		ManifestResource first = this.firsts.putIfAbsent(resource.describe(), resource);
		if (first != null) {
			this.problems.report(new Problem(resource.describe(), null,
					"must be defined once, but another one is at %s".formatted(first.root().origin()),
					"Remove or rename one of the two", resource.root().origin()));
			return;
		}
		PropertyPath path = path(resource.kind(), resource.name());
		if (!meetsOnlyExtensions(path)) {
			this.problems.report(new Problem(resource.describe(), null,
					"must come from the properties or from a manifest, but '%s' is set as well".formatted(path),
					"Remove one of the two; what the custom resource does not have stands under 'extensions'",
					resource.root().origin()));
			this.problems.damage().spoil(path);
			return;
		}
		if (resource.kind() == ManifestKind.SECRET || resource.kind() == ManifestKind.CONFIG_MAP) {
			checkFields(resource, SecretScan.fields(resource.kind()));
			this.secrets.putIfAbsent(resource.name(), new SecretScan(this.problems, path).read(resource));
			return;
		}
		checkFields(resource, List.of("spec", "status"));
		scanSpec(resource, path);
	}

	private static PropertyPath path(ManifestKind kind, String name) {
		return PropertyPath.ROOT.child(component(kind)).entry(name);
	}

	private static String component(ManifestKind kind) {
		String component = COMPONENTS.get(kind);
		if (component == null) {
			throw new IllegalStateException("No component for " + kind);
		}
		return component;
	}

	private boolean meetsOnlyExtensions(PropertyPath resource) {
		boolean misspelt = this.problems.damage().hasStray(resource) && this.values.holdsNothing(resource);
		return misspelt || this.values.isVacant(resource)
				|| this.values.holdsOnly(resource, resource.child("extensions"));
	}

	private void checkFields(ManifestResource resource, List<String> specific) {
		List<String> known = new ArrayList<>(specific);
		known.addAll(List.of("apiVersion", "kind", "metadata"));
		resource.root().fields().forEach((field, value) -> {
			if (!known.contains(field)) {
				String place = "%s: %s".formatted(resource.describe(), field);
				this.problems.report(new Problem(place, null, "is not a known field",
						Cures.forUnknownField(NearestName.find(field, known), known), value.origin()));
			}
		});
	}

	private void scanSpec(ManifestResource resource, PropertyPath path) {
		ManifestPlace place = new ManifestPlace(path, resource.describe());
		ManifestNode spec = resource.root().fields().get("spec");
		if (resource.kind() == ManifestKind.HTTP_ROUTE) {
			this.routes.add(resource.name());
		}
		if (spec == null || spec.kind() == Kind.NULL) {
			this.specScan.remember(place, resource.root());
			this.problems.report(new Problem(resource.describe() + ": spec", null, "is required", "Add 'spec'",
					((spec != null) ? spec : resource.root()).origin()));
			this.problems.damage().spoil(path);
			this.values.putIfVacant(path, EffectiveValues.EMPTY_OBJECT);
			return;
		}
		KnownKey known = this.root.requiredChild(component(resource.kind())).requiredElement();
		if (resource.kind() == ManifestKind.HTTP_ROUTE) {
			this.specScan.remember(place, spec);
			new HttpRouteScan(this.problems, this.values, this.specScan).scan(place, known, spec);
			this.values.putIfVacant(path, EffectiveValues.EMPTY_OBJECT);
			return;
		}
		this.specScan.scan(place, known, spec);
		this.problems.manifests().add(path, place.text(), spec.origin());
		if (resource.kind() == ManifestKind.ACCESS_CONTROL_POLICY) {
			requireTargets(path, spec);
		}
	}

	/**
	 * The properties may leave out what the CR asks for, because it is always the same.
	 */
	private void requireTargets(PropertyPath policy, ManifestNode spec) {
		ManifestNode targets = spec.fields().get("targetRefs");
		if (targets == null) {
			return;
		}
		for (int i = 0; i < targets.items().size(); i++) {
			ManifestNode target = targets.items().get(i);
			for (String field : List.of("group", "kind")) {
				if (target.kind() == Kind.OBJECT && !target.fields().containsKey(field)) {
					this.problems.addMissing(policy.child("targetRefs").element(i).child(field), "is required",
							"Add '%s'".formatted(field));
				}
			}
		}
	}

}
