package io.microgate.configuration;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Ten mistakes in three files of manifests: ten problems, file by file.
 */
class TenMistakesTests {

	private static final String JWKS = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata:
			  name: example-jwks
			spec:
			  provider:
			    remote:
			      uri: idp.example.com/jwks.json
			      timeouts:
			        connect: 5
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata:
			  name: Backup
			spec: {}
			""";

	private static final String JWT = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWT
			metadata:
			  name: bookstore-jwt
			spec:
			  extractionSource:
			    - bearerToken: {}
			  requireAny:
			    - jwksRef:
			        name: exampl-jwks
			      audiences: []
			  expirationRequired: "true"
			""";

	private static final String POLICY = """
			apiVersion: gateway.networking.k8s.io/v1
			kind: HTTPRoute
			metadata:
			  name: bookstore
			spec:
			  rules:
			    - matches:
			        - path:
			            type: Prefix
			            value: /api
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: AccessControlPolicy
			metadata:
			  name: secured
			spec:
			  targetRefs:
			    - group: gateway.networking.k8s.io
			      kind: HTTPRoute
			      name: bookstore
			  policies:
			    - requestConditions:
			        remoteIP:
			          cidrRanges:
			            - 10.0.0.1
			      authorization:
			        deny:
			    - authorization:
			        deny: {}
			""";

	@Test
	void readWhenTenMistakesThenTenProblemsByFileAndLine(@TempDir Path directory) {
		List<Problem> problems = new ManifestDirectory(directory).with("1-jwks.yaml", JWKS)
			.with("2-jwt.yaml", JWT)
			.with("3-policy.yaml", POLICY)
			.problems();
		assertThat(problems).extracting(ManifestDirectory::place, Problem::property, Problem::value, Problem::cure)
			.containsExactly(
					tuple("1-jwks.yaml:8", "JWKS 'example-jwks': spec.provider.remote.uri",
							"\"idp.example.com/jwks.json\"", "Correct the value"),
					tuple("1-jwks.yaml:10", "JWKS 'example-jwks': spec.provider.remote.timeouts.connect", "5",
							"Add a unit, such as 5s"),
					tuple("1-jwks.yaml:15", "JWKS: metadata.name", "\"Backup\"", "Rename it"),
					tuple("2-jwt.yaml:6", "JWT 'bookstore-jwt': spec.extractionSource", null,
							"Did you mean 'extractionSources'?"),
					tuple("2-jwt.yaml:10", "JWT 'bookstore-jwt': spec.requireAny[0].jwksRef.name", "\"exampl-jwks\"",
							"Did you mean 'example-jwks'? Known: example-jwks"),
					tuple("2-jwt.yaml:11", "JWT 'bookstore-jwt': spec.requireAny[0].audiences", "[]",
							"Fill it, or remove the key"),
					tuple("2-jwt.yaml:12", "JWT 'bookstore-jwt': spec.expirationRequired", "\"true\"",
							"Write one of true, false"),
					tuple("3-policy.yaml:9", "HTTPRoute 'bookstore': spec.rules[0].matches[0].path.type", "\"Prefix\"",
							"Write one of these values"),
					tuple("3-policy.yaml:25",
							"AccessControlPolicy 'secured': spec.policies[0].requestConditions.remoteIP.cidrRanges[0]",
							"\"10.0.0.1\"",
							"Add the length of the prefix, for a single address /32 (IPv4) or /128 (IPv6)"),
					tuple("3-policy.yaml:27", "AccessControlPolicy 'secured': spec.policies[0].authorization.deny",
							null, "Write {}"));
	}

}
