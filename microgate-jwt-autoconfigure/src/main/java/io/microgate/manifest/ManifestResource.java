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

	private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

	/** What the name of a resource looks like. */
	public static final String NAME = "(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*";

	/** What the name of a namespace looks like. */
	public static final String NAMESPACE = "(?=.{1,63}$)" + LABEL;

	/**
	 * A reference to the resource, for people.
	 * @return kind and name
	 */
	public String describe() {
		return this.kind.describe(this.name);
	}

}
