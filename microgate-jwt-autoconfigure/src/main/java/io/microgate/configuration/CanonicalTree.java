package io.microgate.configuration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.microgate.binding.BindingSpec;
import io.microgate.constraint.DurationText;
import io.microgate.constraint.Marker;
import io.microgate.jose.JwsAlgorithm;
import io.microgate.jwks.JwksSpec;
import io.microgate.jwt.JwtSpec;
import io.microgate.policy.AccessControlPolicySpec.CertificateHashes;
import io.microgate.route.RouteSpec;
import io.microgate.tls.TlsSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Writes specs as maps, lists and single values, with everything that holds where nothing
 * is written.
 */
final class CanonicalTree {

	private static final List<String> COMPONENTS = List.of("routes", "accessControlPolicies", "identityPropagations",
			"jwts", "jwks", "clientCertificate", "publicOrigins", "protectedResources", "challenge", "refusals",
			"manifestsNotEnforced");

	/** Lists whose order says nothing. */
	private static final Set<String> UNORDERED = Set.of("publicOrigins", "manifestsNotEnforced");

	/** What an object in which nothing is set says, unless it is a marker. */
	private static final Map<String, Object> NOTHING = Map.of();

	private final CheckedConfiguration configuration;

	CanonicalTree(CheckedConfiguration configuration) {
		this.configuration = configuration;
	}

	/**
	 * The whole configuration. Where secrets are is no part of it, but which there are.
	 * @return the tree
	 */
	Map<String, Object> toMap() {
		MicrogateProperties properties = this.configuration.properties();
		Map<String, Object> tree = new LinkedHashMap<>();
		tree.put("enabled", properties.enabled());
		tree.put("unmatchedRequests", properties.unmatchedRequests());
		if (properties.allowRewriting() != null) {
			tree.put("allowRewriting", List.copyOf(new TreeSet<>(properties.allowRewriting())));
		}
		for (String component : COMPONENTS) {
			SpecSchema schema = SpecSchema.ROOT.requiredChild(component);
			Object value = schema.valueIn(properties);
			if (value != null) {
				tree.put(component, UNORDERED.contains(component) ? List.copyOf(new TreeSet<>((List<?>) value))
						: write(schema, value));
			}
		}
		TreeSet<String> secrets = new TreeSet<>(properties.secrets().keySet());
		secrets.addAll(this.configuration.manifestSecrets().keySet());
		tree.put("secrets", List.copyOf(secrets));
		return tree;
	}

	private static Object write(SpecSchema schema, Object value) {
		return switch (schema.kind()) {
			case OBJECT -> writeRecord(schema, value);
			case MAP -> writeMap(schema, (Map<?, ?>) value);
			case LIST -> ((List<?>) value).stream().map((item) -> write(schema.requiredElement(), item)).toList();
			case STRING -> schema.isDuration() ? DurationText.write(DurationText.parse(value.toString())) : value;
			case INTEGER, BOOLEAN -> value;
		};
	}

	private static Map<String, Object> writeMap(SpecSchema schema, Map<?, ?> entries) {
		Map<String, Object> written = new TreeMap<>();
		entries.forEach((name, entry) -> written.put((String) name,
				schema.isConfidential() ? "(secret)" : write(schema.requiredElement(), entry)));
		return written;
	}

	private static Map<String, Object> writeRecord(SpecSchema schema, Object record) {
		Map<String, Object> written = new LinkedHashMap<>();
		for (SpecSchema child : schema.object().children()) {
			Object value = child.valueIn(record);
			if (value != null) {
				Object content = write(child, value);
				if (value instanceof Marker || !content.equals(NOTHING)) {
					written.put(child.field(), content);
				}
			}
			else {
				Object implied = implied(record, child.name());
				if (implied != null) {
					written.put(child.field(), implied);
				}
			}
		}
		if (record instanceof JwtSpec.Extensions extensions) {
			written.put("maxTokenSize", DataSize.parse(extensions.maxTokenSize()).toBytes() + "B");
		}
		if (record instanceof CertificateHashes hashes && hashes.values() != null) {
			written.put("values", hashes.values().stream().map(CanonicalTree::plainHash).toList());
		}
		return written;
	}

	/** Hashes are compared without colons and without regard to case. */
	private static String plainHash(String hash) {
		return hash.replace(":", "").toLowerCase(Locale.ROOT);
	}

	/** Defaults that a spec cannot state, because absent is not empty there. */
	private static @Nullable Object implied(Object record, String component) {
		if (record instanceof JwtSpec && component.equals("extractionSources")) {
			return List.of(Map.of("bearerToken", Map.of()));
		}
		if (record instanceof JwtSpec.Extensions && component.equals("algorithms")) {
			return Arrays.stream(JwsAlgorithm.values()).map(JwsAlgorithm::name).toList();
		}
		if (record instanceof JwtSpec.Extensions && component.equals("types")) {
			return JwtSpec.Extensions.DEFAULT_TYPES;
		}
		if (record instanceof JwtSpec.Extensions && component.equals("binding")) {
			return Map.of("proofAge", DurationText.write(DurationText.parse(BindingSpec.DEFAULT_PROOF_AGE)));
		}
		if (record instanceof JwksSpec.Remote remote && component.equals("tls")) {
			boolean https = remote.uri() != null && remote.uri().startsWith("https://");
			return https ? Map.of("certificateVerification", Map.of("publicCAs", Map.of())) : null;
		}
		if (record instanceof TlsSpec && component.equals("certificateVerification")) {
			return Map.of("publicCAs", Map.of());
		}
		if (record instanceof RouteSpec route && component.equals("matches")) {
			return (route.paths() == null) ? List.of(Map.of("path", everyPath())) : null;
		}
		return (record instanceof RouteSpec.Match && component.equals("path")) ? everyPath() : null;
	}

	private static Map<String, Object> everyPath() {
		Map<String, Object> path = new LinkedHashMap<>();
		path.put("type", "PathPrefix");
		path.put("value", "/");
		return path;
	}

}
