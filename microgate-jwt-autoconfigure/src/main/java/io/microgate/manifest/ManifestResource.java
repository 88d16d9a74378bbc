package io.microgate.manifest;

import org.jspecify.annotations.Nullable;

/**
 * A resource of a kind that Microgate reads.
 *
 * @param kind its kind
 * @param name its name, valid as Kubernetes has it
 * @param namespace its namespace, {@code null} when the manifest leaves it to the one who
 * applies it
 * @param root the whole manifest
 */
public record ManifestResource(ManifestKind kind, String name, @Nullable String namespace, ManifestNode root) {

	/**
	 * A reference to the resource, for people.
	 * @return kind and name
	 */
	public String describe() {
		return this.kind.describe(this.name);
	}

}
