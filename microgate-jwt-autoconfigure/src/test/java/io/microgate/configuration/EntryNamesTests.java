package io.microgate.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entries of policies are called the same everywhere.
 */
class EntryNamesTests {

	@Test
	void entryNamesWhenInPropertiesThenPropertyPath() {
		CheckedConfiguration configuration = CheckedConfiguration.read(Configurations.environment("""
				microgate:
				  routes: {r: {paths: [/r]}}
				  access-control-policies: {my-policy: {targetRefs: [{name: r}], policies: [{authorization: {}}]}}
				"""), List.of());
		assertThat(configuration.entryNames()).containsOnlyKeys("my-policy")
			.containsEntry("my-policy", List.of("microgate.access-control-policies.my-policy.policies[0]"));
		assertThat(configuration.warnings()).anyMatch((warning) -> warning
			.startsWith("'microgate.access-control-policies.my-policy.policies[0].authorization'"));
	}

	@Test
	void entryNamesWhenInManifestThenAsWarningsHaveThem(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("policy.yaml"), """
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: AccessControlPolicy
				metadata: {name: my.policy}
				spec:
				  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: r}]
				  policies: [{authorization: {}}]
				---
				apiVersion: gateway.networking.k8s.io/v1
				kind: HTTPRoute
				metadata: {name: r}
				spec: {rules: [{matches: [{path: {value: /r}}]}]}
				""");
		MockEnvironment environment = new MockEnvironment();
		environment.setProperty("microgate.manifests[0]", directory.toUri().toString());
		CheckedConfiguration configuration = CheckedConfiguration.read(environment, List.of());
		assertThat(configuration.entryNames()).containsOnlyKeys("my.policy");
		String name = configuration.entryNames().get("my.policy").get(0);
		assertThat(name).contains("AccessControlPolicy", "my.policy").endsWith("spec.policies[0]");
		assertThat(configuration.warnings()).anyMatch((warning) -> warning.startsWith(name));
	}

}
