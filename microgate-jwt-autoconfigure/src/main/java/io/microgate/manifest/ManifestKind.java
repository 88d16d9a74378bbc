package io.microgate.manifest;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of resources that concern us.
 */
public enum ManifestKind {

	/** A source of verification keys. */
	JWKS("JWKS", "microgateway.airlock.com", "v1alpha1"),

	/** Rules for tokens. */
	JWT("JWT", "microgateway.airlock.com", "v1alpha1"),

	/** Who may do what. */
	ACCESS_CONTROL_POLICY("AccessControlPolicy", "microgateway.airlock.com", "v1alpha1"),

	/** A route, of the Gateway API. */
	HTTP_ROUTE("HTTPRoute", "gateway.networking.k8s.io", "v1"),

	/** Key material. */
	SECRET("Secret", "", "v1"),

	/** Certificates and lists, which need not be secret. */
	CONFIG_MAP("ConfigMap", "", "v1");

	private final String kind;

	private final String group;

	private final String version;

	ManifestKind(String kind, String group, String version) {
		this.kind = kind;
		this.group = group;
		this.version = version;
	}

	/**
	 * How the kind is written.
	 * @return the value of {@code kind}
	 */
	public String kind() {
		return this.kind;
	}

	String apiVersion() {
		return this.group.isEmpty() ? this.version : this.group + "/" + this.version;
	}

	/**
	 * A reference to a resource, for people.
	 * @param name name of the resource
	 * @return kind and name
	 */
	public String describe(String name) {
		return "%s '%s'".formatted(this.kind, name);
	}

	/** Finds a kind whatever its version, and whatever the case that it is written in. */
	static @Nullable ManifestKind find(String apiVersion, String kind) {
		int slash = apiVersion.indexOf('/');
		String group = (slash >= 0) ? apiVersion.substring(0, slash) : "";
		for (ManifestKind known : values()) {
			if (known.group.equals(group)
					&& known.kind.toLowerCase(Locale.ROOT).equals(kind.toLowerCase(Locale.ROOT))) {
				return known;
			}
		}
		return null;
	}

}
