package io.microgate.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is refused in the properties is refused in a manifest: every spec with a mistake,
 * by the same rule at the same place, unless manifests are stricter still.
 */
class ManifestParityTests {

	private static final String FRAME = """
			apiVersion: v1
			kind: Secret
			metadata: {name: mounted}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata: {name: base}
			spec: {provider: {local: {secretRef: {name: mounted}}}}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWT
			metadata: {name: base}
			spec: {requireAny: [{jwksRef: {name: base}}], expirationRequired: true}
			---
			apiVersion: gateway.networking.k8s.io/v1
			kind: HTTPRoute
			metadata: {name: free}
			spec: {}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: IdentityPropagation
			metadata: {name: user}
			spec: {header: {name: X-User, value: {source: {jwt: {claim: sub}}}}}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: IdentityPropagation
			metadata: {name: user-again}
			spec: {header: {name: x_user, value: {source: {jwt: {}}}}}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: IdentityPropagation
			metadata: {name: bearer}
			spec: {bearerToken: {source: {jwt: {}}}}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: IdentityPropagation
			metadata: {name: bearer-again}
			spec: {header: {name: authorization, value: {source: {jwt: {}}}}}
			""";

	@TempDir
	private Path directory;

	static Stream<Arguments> jwks() {
		return RejectionTable.of("jwks");
	}

	@ParameterizedTest
	@MethodSource
	void jwks(String place, String rule, String spec) {
		assertRefused("JWKS", place, rule, spec);
	}

	static Stream<Arguments> jwts() {
		return RejectionTable.of("jwts");
	}

	@ParameterizedTest
	@MethodSource
	void jwts(String place, String rule, String spec) {
		assertRefused("JWT", place, rule, spec);
	}

	static Stream<Arguments> accessControlPolicies() {
		return RejectionTable.of("access-control-policies");
	}

	@ParameterizedTest
	@MethodSource
	void accessControlPolicies(String place, String rule, String spec) {
		String targets = spec.replace("{name: free}",
				"{group: gateway.networking.k8s.io, kind: HTTPRoute, name: free}");
		assertRefused("AccessControlPolicy", place, rule, targets);
	}

	private void assertRefused(String kind, String place, String rule, String spec) {
		String manifest = "apiVersion: microgateway.airlock.com/v1alpha1\nkind: %s\nmetadata: {name: tried}\nspec:\n%s"
			.formatted(kind, spec.indent(2));
		List<Problem> problems = new ManifestDirectory(this.directory).with("frame.yaml", FRAME)
			.with("tried.yaml", manifest)
			.problems();
		assertThat(problems).isNotEmpty()
			.allSatisfy((problem) -> assertThat(problem.property()).startsWith(kind + " 'tried'"));
		assertThat(problems).extracting(Problem::rule)
			.anyMatch((actual) -> isStricter(actual) || actual.toLowerCase(Locale.ROOT).contains(inManifest(rule)));
		if (place.startsWith("extensions")) {
			assertThat(problems).extracting(Problem::property).containsExactly(kind + " 'tried': spec.extensions");
		}
	}

	/** What only manifests refuse, and what comes of a placeholder that is plain text. */
	private static boolean isStricter(String rule) {
		return rule.contains("nothing is given") || rule.contains("in Go's format")
				|| rule.equals("is not a field of the custom resource")
				|| rule.equals("must start with http:// or https://");
	}

	private static String inManifest(String rule) {
		return rule.replace("is not a known key", "is not a known field")
			.replace("must name an entry of 'microgate.secrets'", "must name a Secret that exists")
			.replace("must name an entry of 'microgate.jwks'", "must name a JWKS that exists")
			.replace("must name an entry of 'microgate.jwts'", "must name a JWT that exists")
			.replace("must name an entry of 'microgate.identity-propagations'",
					"must name an IdentityPropagation that exists")
			.replace("must name a ConfigMap of the manifests", "must name a ConfigMap whose values are SHA-256 hashes")
			.replace("must name an entry of 'microgate.routes'", "must name an HTTPRoute that exists")
			.toLowerCase(Locale.ROOT);
	}

}
