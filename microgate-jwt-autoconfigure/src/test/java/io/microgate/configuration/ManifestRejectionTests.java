package io.microgate.configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.microgate.PageBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every rule of the manifests, broken once: one problem with place, rule and line.
 */
class ManifestRejectionTests {

	private static final String FRAME = """
			apiVersion: v1
			kind: Secret
			metadata: {name: mounted}
			stringData: {jwks.json: '{"keys": []}'}
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
			metadata: {name: base}
			spec: {rules: [{matches: [{path: {value: /base}}]}]}
			---
			apiVersion: gateway.networking.k8s.io/v1
			kind: HTTPRoute
			metadata: {name: free}
			spec: {rules: [{matches: [{path: {value: /free}}]}]}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: AccessControlPolicy
			metadata: {name: base}
			spec:
			  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: base}]
			  policies: [{authorization: {deny: {}}}]
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: IdentityPropagation
			metadata: {name: user}
			spec: {header: {name: X-User, value: {source: {jwt: {claim: sub}}}}}
			""";

	@TempDir
	private Path directory;

	@Test
	void readWhenFrameThenNoProblem() {
		assertThat(new ManifestDirectory(this.directory).with("a-frame.yaml", FRAME).problems()).isEmpty();
	}

	static Stream<Arguments> manifests() {
		return RejectionTable.of("manifests");
	}

	@ParameterizedTest
	@MethodSource
	void manifests(String place, String rule, String manifest) {
		assertOneProblem(place, rule, manifest);
	}

	private void assertOneProblem(String place, String rule, String manifest) {
		List<Problem> problems = new ManifestDirectory(this.directory).with("a-frame.yaml", FRAME)
			.with("broken.yaml", expand(manifest))
			.problems();
		assertThat(problems).hasSize(1);
		Problem problem = problems.get(0);
		assertThat(problem.property()).isEqualTo(place);
		assertThat(problem.rule()).contains(rule);
		assertThat(problem.cure()).isNotBlank();
		assertThat(ManifestDirectory.place(problem))
			.isEqualTo("broken.yaml:" + RejectionTable.markedLine(expand(manifest)));
	}

	/** Short forms for what every manifest begins with. */
	static String expand(String manifest) {
		return manifest
			.replace("<JWKS>", "apiVersion: microgateway.airlock.com/v1alpha1\0kind: JWKS\0metadata: {name: keys}")
			.replace("<JWT>", "apiVersion: microgateway.airlock.com/v1alpha1\0kind: JWT\0metadata: {name: token}")
			.replace("<Policy>",
					"apiVersion: microgateway.airlock.com/v1alpha1\0kind: AccessControlPolicy\0metadata: {name: guard}")
			.replace("<Propagation>",
					"apiVersion: microgateway.airlock.com/v1alpha1\0kind: IdentityPropagation\0metadata: {name: client}")
			.replace("<Route>", "apiVersion: gateway.networking.k8s.io/v1\0kind: HTTPRoute\0metadata: {name: shop}")
			.replace("<Secret>", "apiVersion: v1\0kind: Secret\0metadata: {name: key}")
			.replace("<ConfigMap>", "apiVersion: v1\0kind: ConfigMap\0metadata: {name: key}")
			.replace("\0", "\n");
	}

	@Test
	void readWhenReferenceQuotesProblemThenTheOneThatIsPrinted() throws IOException {
		ManifestDirectory manifests = new ManifestDirectory(this.directory)
			.with("a-frame.yaml", FRAME.replace("name: base", "name: example-jwks"))
			.with("backup.yaml", """
					apiVersion: microgateway.airlock.com/v1alpha1
					kind: JWKS
					metadata: {name: backup-jwks}
					spec: {provider: {local: {secretRef: {name: mounted}}}}
					""")
			.with("jwt.yaml", """
					apiVersion: microgateway.airlock.com/v1alpha1
					kind: JWT
					metadata:
					  name: bookstore-jwt
					spec:
					  requireAny:
					    - jwksRef:
					        name: exampl-jwks
					  expirationRequired: true
					""");
		String shown = PageBlock.read("docs/reference/configuration.md", "Strictness", "").stripTrailing();
		assertThat(manifests.problems()).singleElement()
			.satisfies((problem) -> assertThat("1. " + problem)
				.isEqualTo(shown.replace("/etc/microgate", this.directory.toString())));
	}

}
