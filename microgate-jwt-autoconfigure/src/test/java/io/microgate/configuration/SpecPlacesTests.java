package io.microgate.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every part of a resource is found in the line that its author wrote it in.
 */
class SpecPlacesTests {

	private static final String YAML = """
			microgate:
			  jwks: {keys: {provider: {remote: {uri: "https://idp.example.com/"}}}}
			  jwts:
			    token:
			      expirationRequired: true
			      requireAny:
			        - jwksRef: {name: keys}
			          audiences:
			            - shop
			      extensions:
			        claims:
			          "[dotted.name]": {path: [a, b]}
			""";

	@Test
	void findWhenInFileThenFileAndLine(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("application.yml"), YAML);
		ConfigurableEnvironment environment = Configurations.environment();
		new YamlPropertySourceLoader().load("file", new FileSystemResource(file))
			.forEach(environment.getPropertySources()::addLast);
		SpecPlaces places = new SpecPlaces(Configurations.readAll(environment).provenance());
		assertThat(places.find("jwks", "keys")).isEqualTo(file + ":2");
		assertThat(places.find("jwts", "token", "requireAny", 0)).isEqualTo(file + ":7");
		assertThat(places.find("jwts", "token", "requireAny", 0, "audiences", 0)).isEqualTo(file + ":9");
		assertThat(places.find("jwts", "token", "extensions", "claims", "dotted.name")).isEqualTo(file + ":12");
	}

	@Test
	void findWhenAbsentThenWhatIsAround() {
		SpecPlaces places = new SpecPlaces(Configurations.readAll(Configurations.environment(YAML)).provenance());
		assertThat(places.find("jwts", "token", "requireAny", 0, "subject")).endsWith(":7");
	}

	@Test
	void findWhenInNoFileThenPropertySource() {
		ConfigurableEnvironment environment = Configurations.environment(YAML);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("arguments", Map.of("microgate.jwts.token.requireAny[0].jwksRef.name",
					"keys", "microgate.jwts.token.requireAny[0].issuer", "https://idp.example.com")));
		SpecPlaces places = new SpecPlaces(Configurations.readAll(environment).provenance());
		assertThat(places.find("jwts", "token", "requireAny", 0, "issuer")).contains("arguments").doesNotContain(":7");
	}

	@Test
	void findWhenAbsentAndAnotherSourceHasWhatIsBesideThenFile() {
		ConfigurableEnvironment environment = Configurations.environment(YAML);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("arguments",
					Map.of("microgate.jwts.token.extensions.max-token-size", "4KB")));
		SpecPlaces places = new SpecPlaces(Configurations.readAll(environment).provenance());
		assertThat(places.find("jwts", "token", "extensions", "maxTokenSize")).contains("arguments");
		assertThat(places.find("jwts", "token", "extensions", "types")).endsWith(":12");
	}

	@Test
	void findWhenInManifestThenItsFileAndLine(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("policy.yaml"), """
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: AccessControlPolicy
				metadata: {name: my.policy}
				spec:
				  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: r}]
				  policies:
				    - requestConditions: {method: [GET]}
				      authorization: {}
				    - authorization: {deny: {}}
				---
				apiVersion: gateway.networking.k8s.io/v1
				kind: HTTPRoute
				metadata: {name: r}
				spec: {rules: [{matches: [{path: {value: /r}}]}]}
				""");
		SpecPlaces places = new SpecPlaces(new ManifestDirectory(directory).readAll().provenance());
		assertThat(places.find("accessControlPolicies", "my.policy", "policies", 1)).isEqualTo(file + ":9");
		assertThat(places.find("routes", "r", "matches", 0)).isEqualTo(file + ":14");
		assertThat(List.of("policies", "targetRefs")).allSatisfy(
				(list) -> assertThat(places.find("accessControlPolicies", "my.policy", list)).startsWith(file + ":"));
	}

}
