package io.microgate.configuration;

import java.nio.file.Path;
import java.util.List;

import io.microgate.propagation.PropagatedField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FieldsNotEnforced}: fields of manifests that an operator lists.
 */
class FieldsNotEnforcedTests {

	private static final String NAMES = "microgate: {manifestsNotEnforced: [%s]}";

	private ManifestDirectory manifests;

	@BeforeEach
	void useDirectory(@TempDir Path directory) {
		this.manifests = new ManifestDirectory(directory);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					oidc          | header: {name: X-User, value: {source: {oidc: {idToken: {claim: name}}}}} | header.value | X-User
					metadata      | header: {name: X-User, value: {source: {metadata: {namespace: a, key: b}}}} | header.value | X-User
					tokenExchange | header: {name: X-User, value: {source: {tokenExchange: {claim: sub}}}} | header.value | X-User
					oidc          | bearerToken: {source: {oidc: {accessToken: {}}}} | bearerToken | Authorization
					metadata      | bearerToken: {source: {metadata: {}}} | bearerToken | Authorization
					tokenExchange | bearerToken: {source: {tokenExchange: {}}} | bearerToken | Authorization
					""")
	void readWhenListedThenPassedOverWithAWarning(String field, String spec, String place, String name) {
		this.manifests.with("a.yaml", propagation("user", spec));
		assertThat(this.manifests.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.rule()).isEqualTo("is not supported yet");
			assertThat(problem.cure()).contains("'identityPropagation." + field + "'",
					"'microgate.manifests-not-enforced'");
		});
		ReadConfiguration read = this.manifests.readAll(NAMES.formatted("identityPropagation." + field));
		assertThat(warnings(read))
			.containsExactly("'microgate.manifests-not-enforced' passes over 'identityPropagation." + field
					+ "', which is not enforced at IdentityPropagation 'user': spec." + place + ".source." + field);
		assertThat(PropagatedField.name(read.properties().identityPropagations().get("user"))).isEqualTo(name);
	}

	@Test
	void readWhenListedThenTheOthersAreStillRefused() {
		this.manifests.with("a.yaml",
				propagation("user", "header: {name: X-User, value: {source: {oidc: {idToken: {claim: name}}}}}")
						+ propagation("token", "bearerToken: {source: {tokenExchange: {}}}"));
		assertThat(this.manifests.problems(NAMES.formatted("identityPropagation.oidc"))).singleElement()
			.satisfies((problem) -> assertThat(problem.property())
				.isEqualTo("IdentityPropagation 'token': spec.bearerToken.source.tokenExchange"));
	}

	@Test
	void readWhenPassedOverBesideAnotherSourceThenProblem() {
		this.manifests.with("a.yaml", propagation("user",
				"header: {name: X-User, value: {source: {oidc: {idToken: {claim: name}}, jwt: {claim: sub}}}}"));
		assertThat(this.manifests.problems(NAMES.formatted("identityPropagation.oidc"))).singleElement()
			.satisfies((problem) -> {
				assertThat(problem.property()).isEqualTo("IdentityPropagation 'user': spec.header.value.source");
				assertThat(problem.cure()).isEqualTo("Keep one of oidc, jwt and remove the rest");
			});
	}

	@Test
	void readWhenTheFieldOfAnEntryDecidesThenNeverPassedOver() {
		this.manifests.with("a.yaml", """
				apiVersion: gateway.networking.k8s.io/v1
				kind: HTTPRoute
				metadata: {name: shop}
				spec: {rules: [{matches: [{path: {value: /shop}}]}]}
				---
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: AccessControlPolicy
				metadata: {name: shop}
				spec:
				  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: shop}]
				  policies: [{authorization: {ensured: {oidc: {}}}}]
				""");
		assertThat(this.manifests.problems(NAMES.formatted("identityPropagation.oidc"))).singleElement()
			.satisfies((problem) -> {
				assertThat(problem.property())
					.isEqualTo("AccessControlPolicy 'shop': spec.policies[0].authorization.ensured");
				assertThat(problem.cure()).doesNotContain("manifests-not-enforced");
			});
	}

	@Test
	void readWhenThePropertiesHaveTheFieldThenRefused() {
		this.manifests.with("a.yaml", propagation("user", "bearerToken: {source: {jwt: {}}}"));
		assertThat(this.manifests.problems(NAMES.formatted("identityPropagation.oidc"), """
				microgate:
				  identity-propagations:
				    other: {header: {name: X-Other, value: {source: {oidc: {idToken: {claim: name}}}}}}
				""")).singleElement()
			.satisfies((problem) -> assertThat(problem.property())
				.isEqualTo("microgate.identity-propagations.other.header.value.source.oidc"));
	}

	@Test
	void warningsWhenNoManifestHasTheFieldThenSaysSo() {
		this.manifests.with("a.yaml", propagation("user", "bearerToken: {source: {jwt: {}}}"));
		assertThat(warnings(this.manifests.readAll(NAMES.formatted("identityPropagation.oidc")))).containsExactly(
				"'microgate.manifests-not-enforced' passes over 'identityPropagation.oidc', which no manifest has");
	}

	private static List<String> warnings(ReadConfiguration read) {
		return ConfigurationWarnings.of(read, Configurations.environment())
			.stream()
			.filter((warning) -> warning.contains("passes over"))
			.toList();
	}

	private static String propagation(String name, String spec) {
		return """
				---
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: IdentityPropagation
				metadata: {name: %s}
				spec: {%s}
				""".formatted(name, spec);
	}

}
