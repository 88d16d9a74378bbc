package io.microgate.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * Finds out what documents are: kind, version, name and namespace. Lists of resources are
 * taken apart.
 */
final class ResourceReader {

	private static final Pattern NAME = Pattern.compile(ManifestResource.NAME);

	private static final Pattern NAMESPACE = Pattern.compile(ManifestResource.NAMESPACE);

	private final List<ManifestResource> resources = new ArrayList<>();

	private final List<Manifests.Refused> refused = new ArrayList<>();

	private final Set<String> otherKinds = new TreeSet<>();

	private final List<ManifestProblem> problems = new ArrayList<>();

	private final List<Manifests.UnreadableLocation> unreadable = new ArrayList<>();

	private boolean complete = true;

	private int seen;

	void read(YamlFile.Document document) {
		this.seen++;
		String label = "document %d".formatted(document.number());
		if (document.root() == null) {
			this.complete = false;
		}
		else {
			label = read(document.root(), label);
		}
		for (YamlFault fault : document.faults()) {
			this.problems.add(new ManifestProblem(place(label, fault.path()), fault.value(), fault.rule(), fault.cure(),
					fault.origin()));
		}
	}

	/** Something could not be read at all. */
	void miss(ManifestProblem problem) {
		this.problems.add(problem);
		this.complete = false;
	}

	void miss(Manifests.UnreadableLocation location) {
		this.unreadable.add(location);
		this.complete = false;
	}

	/** How many documents have been seen, of whatever kind, broken ones included. */
	int seen() {
		return this.seen;
	}

	Manifests toManifests() {
		return new Manifests(List.copyOf(this.resources), List.copyOf(this.refused), this.otherKinds,
				List.copyOf(this.problems), List.copyOf(this.unreadable), this.complete);
	}

	/** Reads a resource and gives the best name for it. */
	private String read(ManifestNode root, String label) {
		if (root.kind() != ManifestNode.Kind.OBJECT) {
			miss(new ManifestProblem(label, null, "must be an object with 'apiVersion', 'kind' and 'metadata'",
					"Write a resource, or remove the document", root.origin()));
			return label;
		}
		String apiVersion = text(root, "apiVersion", label, root.origin());
		String kind = text(root, "kind", label, root.origin());
		if (apiVersion == null || kind == null) {
			this.complete = false;
			return label;
		}
		if (isList(apiVersion, kind)) {
			readItems(root, label);
			return label;
		}
		ManifestKind known = ManifestKind.find(apiVersion, kind);
		if (known == null) {
			passOver(root, label, apiVersion, kind);
			return label;
		}
		return read(root, known, kind, apiVersion);
	}

	private static boolean isList(String apiVersion, String kind) {
		return kind.endsWith("List") && (kind.equals("List")
				|| ManifestKind.find(apiVersion, kind.substring(0, kind.length() - "List".length())) != null);
	}

	private void passOver(ManifestNode root, String label, String apiVersion, String kind) {
		ManifestKind meant = ManifestKind.meant(apiVersion, kind);
		if (meant == null) {
			this.otherKinds.add(kind);
			return;
		}
		this.complete = false;
		boolean kindIsRight = meant.kind().equals(kind);
		wrong(root, label, kindIsRight ? "apiVersion" : "kind", "is not known, but close to one that is",
				"Did you mean '%s'?".formatted(kindIsRight ? meant.apiVersion() : meant.kind()));
	}

	private void readItems(ManifestNode list, String label) {
		ManifestNode items = list.fields().get("items");
		if (items == null || items.kind() == ManifestNode.Kind.NULL) {
			return;
		}
		if (items.kind() != ManifestNode.Kind.LIST) {
			miss(new ManifestProblem(place(label, "items"), null, "must be a list",
					"Write a list, each item with a dash", items.origin()));
			return;
		}
		for (int i = 0; i < items.items().size(); i++) {
			read(items.items().get(i), place(label, "items[%d]".formatted(i)));
		}
	}

	private String read(ManifestNode root, ManifestKind known, String kind, String apiVersion) {
		String label = known.kind();
		if (!known.kind().equals(kind)) {
			wrong(root, label, "kind", "must be written %s".formatted(known.kind()),
					"Did you mean '%s'?".formatted(known.kind()));
		}
		ManifestNode metadata = root.fields().get("metadata");
		if (metadata == null || metadata.kind() != ManifestNode.Kind.OBJECT) {
			miss(new ManifestProblem(place(label, "metadata"), null, "must be an object with a 'name'",
					"Add 'metadata' with a 'name'", (metadata != null) ? metadata.origin() : root.origin()));
			return label;
		}
		String name = text(metadata, "name", place(label, "metadata"), metadata.origin());
		if (name == null) {
			this.complete = false;
			return label;
		}
		if (!NAME.matcher(name).matches()) {
			refuse(new Manifests.Refused(known, name));
			wrong(metadata, place(label, "metadata"), "name",
					"must be lower-case letters, digits, inner dashes and dots, at most 253 characters", "Rename it");
			return label;
		}
		label = known.describe(name);
		if (!known.apiVersion().equals(apiVersion)) {
			refuse(new Manifests.Refused(known, name));
			wrong(root, label, "apiVersion", "must be %s".formatted(known.apiVersion()),
					"Write the resource in this version");
			return label;
		}
		if (!isNamespaceGood(metadata, label)) {
			refuse(new Manifests.Refused(known, name));
			return label;
		}
		ManifestNode namespace = metadata.fields().get("namespace");
		this.resources.add(new ManifestResource(known, name, (namespace != null) ? namespace.text() : null, root));
		return label;
	}

	private void refuse(Manifests.Refused resource) {
		this.refused.add(resource);
	}

	private boolean isNamespaceGood(ManifestNode metadata, String label) {
		if (!metadata.fields().containsKey("namespace")) {
			return true;
		}
		String namespace = text(metadata, "namespace", place(label, "metadata"), metadata.origin());
		if (namespace != null && !NAMESPACE.matcher(namespace).matches()) {
			wrong(metadata, place(label, "metadata"), "namespace",
					"must be lower-case letters, digits and inner dashes, at most 63 characters", "Correct it");
			return false;
		}
		return namespace != null;
	}

	private void wrong(ManifestNode object, String label, String field, String rule, String cure) {
		ManifestNode node = object.fields().get(field);
		this.problems.add(ManifestProblem.of(place(label, field), (node != null) ? node : object, rule, cure));
	}

	private @Nullable String text(ManifestNode object, String field, String label, Origin origin) {
		ManifestNode node = object.fields().get(field);
		if (node != null && node.kind() == ManifestNode.Kind.TEXT && !node.text().isEmpty()) {
			return node.text();
		}
		boolean absent = node == null || node.kind() == ManifestNode.Kind.NULL;
		this.problems.add(new ManifestProblem(place(label, field), null, absent ? "is required" : "must be a string",
				absent ? "Add '%s'".formatted(field) : "Quote it, or write a string",
				(node != null) ? node.origin() : origin));
		return null;
	}

	private static String place(String label, String path) {
		if (path.isEmpty()) {
			return label;
		}
		return label.contains(": ") ? ManifestNode.pathBelow(label, path) : label + ": " + path;
	}

}
