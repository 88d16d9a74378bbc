package io.microgate.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;

/**
 * Knows where each value of the configuration is written, and what its author calls the
 * place: the property, or kind and name of a resource and the path in its manifest.
 */
final class Provenance {

	private final Map<PropertyPath, List<SourceNode>> nodes = new HashMap<>();

	private final Map<PropertyPath, String> labels = new HashMap<>();

	/**
	 * Creates the element of a place and remembers it.
	 * @param path the place
	 * @return an element that nodes can be added to
	 */
	ConfigurationElement add(PropertyPath path) {
		List<SourceNode> written = new ArrayList<>(1);
		this.nodes.put(path, written);
		return new ConfigurationElement(path, written);
	}

	/**
	 * Names a place of a manifest.
	 * @param path where its value goes
	 * @param label the place in the words of the manifest
	 */
	void label(PropertyPath path, String label) {
		this.labels.put(path, label);
	}

	/**
	 * Names a place.
	 * @param path the place
	 * @return the property, or what the author of the manifest calls it
	 */
	String describe(PropertyPath path) {
		return isInManifest(path) ? labelOf(path) : path.toString();
	}

	private String labelOf(PropertyPath path) {
		String label = this.labels.get(path);
		PropertyPath parent = path.parent();
		if (label != null || parent == null) {
			return (label != null) ? label : path.toString();
		}
		return labelBelow(labelOf(parent), path.field());
	}

	/** Names the place below another one, which may be the resource as a whole. */
	private static String labelBelow(String label, String field) {
		if (!label.contains(": ")) {
			return label + ": spec." + field;
		}
		return label + (field.startsWith("[") ? field : "." + field);
	}

	/**
	 * Names a place within a sentence.
	 * @param path the place
	 * @return the property in quotes, or what the author of the manifest calls it
	 */
	String quote(PropertyPath path) {
		return isInManifest(path) ? labelOf(path) : "'" + path + "'";
	}

	/**
	 * Whether a place, or what is around it if it has no value, is in a manifest.
	 * @param path the place
	 * @return {@code false} if it is in the properties
	 */
	boolean isInManifest(PropertyPath path) {
		PropertyPath at = this.labels.isEmpty() ? null : path;
		while (at != null && !this.nodes.containsKey(at)) {
			at = at.parent();
		}
		List<SourceNode> written = (at != null) ? this.nodes.getOrDefault(at, List.of()) : List.of();
		return !written.isEmpty() && written.get(0).dialect() instanceof ManifestDialect;
	}

	/**
	 * Finds where a place is written, or what is nearest to it.
	 * @param path the place, which may be absent
	 * @return the origin, {@code null} if there is none
	 */
	@Nullable Origin origin(PropertyPath path) {
		List<SourceNode> written = this.nodes.get(path);
		if (written != null) {
			for (SourceNode node : written) {
				if (node.value() != null) {
					return node.nearestOrigin();
				}
			}
			return written.get(0).nearestOrigin();
		}
		for (PropertyPath above = path.parent(); above != null; above = above.parent()) {
			for (SourceNode node : this.nodes.getOrDefault(above, List.of())) {
				Origin origin = node.firstOrigin();
				if (origin != null) {
					return origin;
				}
			}
		}
		return null;
	}

	/**
	 * Finds the line of a place. Where it is absent, what is around it in a file comes
	 * before what another property source overrides there.
	 * @param path the place, which may be absent
	 * @return the origin, in another property source only if the value is, {@code null}
	 * if there is none
	 */
	@Nullable Origin originInText(PropertyPath path) {
		Origin nearest = origin(path);
		if (nearest instanceof TextResourceOrigin || hasValue(path)) {
			return nearest;
		}
		for (@Nullable
		PropertyPath around = path; around != null; around = around.parent()) {
			for (SourceNode node : this.nodes.getOrDefault(around, List.of())) {
				if (node.firstOrigin() instanceof TextResourceOrigin text) {
					return text;
				}
			}
		}
		return nearest;
	}

	private boolean hasValue(PropertyPath path) {
		for (SourceNode node : this.nodes.getOrDefault(path, List.of())) {
			if (node.value() != null) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Tells how the author of a resource spells its keys.
	 * @param path a place of the resource
	 * @return the spelling
	 */
	KeySpelling spelling(PropertyPath path) {
		PropertyPath resource = path.resource();
		boolean kebab = !isInManifest(path) && KeySpelling.isKebab(this.nodes.getOrDefault(resource, List.of()),
				resource.schema(), resource.isResource());
		return new KeySpelling(kebab);
	}

}
