package io.microgate.configuration;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Which namespace of manifests counts.
 */
class ManifestNamespaceTests {

	private static final String JWKS = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata: {name: keys}
			spec: {provider: {remote: {uri: "https://idp.example.com/"}}}
			""";

	private static final String JWT = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWT
			metadata: {name: token}
			spec: {requireAny: [{jwksRef: {name: keys}}], expirationRequired: true}
			""";

	private ManifestDirectory manifests;

	@BeforeEach
	void useDirectory(@TempDir Path directory) {
		this.manifests = new ManifestDirectory(directory);
	}

	@Test
	void readWhenOneNamespaceThenTaken() {
		this.manifests.with("a.yaml", inNamespace(JWKS, "shop") + "---\n" + inNamespace(JWT, "shop"));
		assertThat(this.manifests.read().jwts()).containsOnlyKeys("token");
	}

	@Test
	void readWhenSeveralNamespacesThenProblemThatSaysHowToSelect() {
		this.manifests.with("a.yaml", inNamespace(JWKS, "shop"))
			.with("b.yaml", inNamespace(JWT, "store"))
			.with("c.yaml", inNamespace(JWKS, "store"));
		assertThat(this.manifests.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.property()).isEqualTo("JWT 'token': metadata.namespace");
			assertThat(problem.rule()).contains("shop, store");
			assertThat(problem.cure()).contains("'microgate.namespace'");
			assertThat(ManifestDirectory.place(problem)).isEqualTo("b.yaml:1");
		});
	}

	@Test
	void readWhenSomeHaveNoNamespaceThenProblem() {
		this.manifests.with("a.yaml", JWKS + "---\n" + inNamespace(JWT, "store"));
		assertThat(this.manifests.problems()).extracting(Problem::rule)
			.containsExactly("must be the namespace of all resources, but there are several: none at all, store");
	}

	@Test
	void readWhenNamespaceIsChosenThenItsResourcesAndThoseWithout() {
		this.manifests.with("a.yaml", JWKS)
			.with("b.yaml", inNamespace(JWT, "store"))
			.with("c.yaml", inNamespace(JWT.replace("true", "false"), "shop"))
			.with("d.yaml", inNamespace(JWKS.replace("provider", "unknown"), "shop"));
		MicrogateProperties properties = this.manifests.read("microgate: {namespace: store}");
		assertThat(properties.jwks()).containsOnlyKeys("keys");
		assertThat(properties.jwts().get("token").expirationRequired()).isTrue();
	}

	@Test
	void readWhenChosenNamespaceHasNothingThenProblem() {
		this.manifests.with("a.yaml", inNamespace(JWKS, "store"));
		assertThat(this.manifests.problems("microgate:\n  namespace: stor\n"))
			.extracting(Problem::property, Problem::cure, ManifestDirectory::place)
			.containsExactly(tuple("microgate.namespace", "Did you mean 'store'? Known: store",
					"Byte array resource [document-0]:2"));
	}

	private static String inNamespace(String manifest, String namespace) {
		return manifest.replaceFirst("metadata: \\{", "metadata: {namespace: " + namespace + ", ");
	}

}
