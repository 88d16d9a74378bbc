package io.microgate.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.microgate.manifest.ManifestResource;
import io.microgate.match.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the properties write beside a resource of a manifest: nothing but
 * extensions of the resource itself.
 */
final class PropertyExtensions {

	private final Problems problems;

	PropertyExtensions(Problems problems) {
		this.problems = problems;
	}

	/**
	 * Refuses properties that hold more than extensions.
	 * @param properties what the properties write under the name of the resource
	 * @param resource the resource
	 * @return whether they hold nothing else
	 */
	boolean canExtend(ConfigurationElement properties, ManifestResource resource) {
		if (holdsOnlyExtensions(properties)) {
			return true;
		}
		reportSecond(properties, resource);
		this.problems.invalidPaths().add(properties.path());
		return false;
	}

	private static boolean holdsOnlyExtensions(ConfigurationElement properties) {
		for (SourceNode node : properties.nodes()) {
			if (node.value() != null) {
				return false;
			}
			for (SourceNode child : node.children()) {
				SpecSchema known = node.dialect().find(properties.path(), child.key());
				if (known != null && !isExtensions(child)) {
					return false;
				}
			}
		}
		return true;
	}

	private void reportSecond(ConfigurationElement properties, ManifestResource resource) {
		SourceNode item = findExtendedItem(properties.nodes());
		if (item == null) {
			this.problems.report(new Problem(resource.describe(), null,
					"must come from the properties or from a manifest, but '%s' is set as well"
						.formatted(properties.path()),
					"Remove one of the two; what the custom resource does not have belongs under 'extensions'",
					resource.root().origin()));
			return;
		}
		this.problems.report(properties.path(), null,
				"extends an item of a list of %s, which is in a manifest".formatted(resource.describe()),
				"Write the whole resource in the properties; beside a manifest only '%s.extensions' can be set"
					.formatted(properties.path()),
				item.nearestOrigin());
	}

	/** Finds an item of a list of which the properties write nothing but extensions. */
	private static @Nullable SourceNode findExtendedItem(List<SourceNode> resource) {
		SourceNode found = null;
		for (SourceNode node : resource) {
			for (SourceNode child : node.children()) {
				if (!isExtensions(child)) {
					if (!extendsItem(child, false)) {
						return null;
					}
					found = child;
				}
			}
		}
		return found;
	}

	private static boolean extendsItem(SourceNode node, boolean inItem) {
		if (isExtensions(node)) {
			return inItem;
		}
		for (SourceNode child : node.children()) {
			if (!extendsItem(child, inItem || child.key().isIndex())) {
				return false;
			}
		}
		return node.value() == null;
	}

	private static boolean isExtensions(SourceNode node) {
		return RelaxedName.uniform(node.key().text()).equals("extensions");
	}

	/**
	 * Refuses extensions that no resource has: they stand for nothing, so the name is
	 * wrong.
	 * @param resources all resources of a kind by name, those of manifests included
	 */
	void refuseLone(Map<String, ConfigurationElement> resources) {
		List<String> extended = new ArrayList<>();
		List<ConfigurationElement> lone = new ArrayList<>();
		for (Map.Entry<String, ConfigurationElement> resource : resources.entrySet()) {
			if (isLone(resource.getValue())) {
				lone.add(resource.getValue());
			}
			else {
				extended.add(resource.getKey());
			}
		}
		for (ConfigurationElement resource : lone) {
			this.problems.report(resource.path(), null,
					"has nothing but extensions, and no manifest has a resource of that name",
					RelaxedName.cureForReference(resource.path().name(), extended), null);
			this.problems.invalidPaths().onlyUnknownKeysIn(resource.path());
		}
	}

	private static boolean isLone(ConfigurationElement resource) {
		for (SourceNode node : resource.nodes()) {
			if (node.value() != null) {
				return false;
			}
			for (SourceNode child : node.children()) {
				if (!isExtensions(child)) {
					return false;
				}
			}
		}
		return true;
	}

}
