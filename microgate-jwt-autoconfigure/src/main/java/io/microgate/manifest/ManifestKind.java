package io.microgate.manifest;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of resources that Microgate reads.
 */
public enum ManifestKind {

	/** A source of verification keys. */
	JWKS("JWKS", "microgateway.airlock.com", "v1alpha1"),

	/** Rules for tokens. */
	JWT("JWT", "microgateway.airlock.com", "v1alpha1"),

	/** Who may do what. */
	ACCESS_CONTROL_POLICY("AccessControlPolicy", "microgateway.airlock.com", "v1alpha1"),

	/** What is passed on of a client. */
	IDENTITY_PROPAGATION("IdentityPropagation", "microgateway.airlock.com", "v1alpha1"),

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

	/**
	 * Group and version.
	 * @return the value of {@code apiVersion}
	 */
	public String apiVersion() {
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

	/**
	 * Finds a kind whatever its version, and whatever the case that it is written in.
	 * @param apiVersion group and version
	 * @param kind the kind
	 * @return the kind, {@code null} if Microgate does not read it
	 */
	static @Nullable ManifestKind find(String apiVersion, String kind) {
		return first((known) -> known.group.equals(group(apiVersion)) && equalsIgnoringCase(known.kind, kind));
	}

	/**
	 * Finds the kind that was probably meant: passing over a policy because of a typing
	 * error would leave its routes without one.
	 * @param apiVersion group and version of a kind that Microgate does not read
	 * @param kind the kind
	 * @return the kind, {@code null} if it is another one
	 */
	static @Nullable ManifestKind meant(String apiVersion, String kind) {
		String group = group(apiVersion);
		return first((known) -> (known.group.equals(group) && isNear(known.kind, kind))
				|| (equalsIgnoringCase(known.kind, kind) && !known.group.isEmpty()
						&& (group.isEmpty() || isNear(known.group, group))));
	}

	private static @Nullable ManifestKind first(Predicate<ManifestKind> condition) {
		return Arrays.stream(values()).filter(condition).findFirst().orElse(null);
	}

	private static String group(String apiVersion) {
		int slash = apiVersion.indexOf('/');
		return (slash >= 0) ? apiVersion.substring(0, slash) : "";
	}

	private static boolean equalsIgnoringCase(String known, String written) {
		return known.toLowerCase(Locale.ROOT).equals(written.toLowerCase(Locale.ROOT));
	}

	/** Whether four fifths of the text are right, counted from both ends. */
	private static boolean isNear(String known, String written) {
		int least = Math.min(known.length(), written.length());
		int start = 0;
		while (start < least && known.charAt(start) == written.charAt(start)) {
			start++;
		}
		int end = 0;
		while (end < least - start
				&& known.charAt(known.length() - 1 - end) == written.charAt(written.length() - 1 - end)) {
			end++;
		}
		return Math.abs(known.length() - written.length()) <= 3 && (start + end) * 5 >= known.length() * 4;
	}

}
