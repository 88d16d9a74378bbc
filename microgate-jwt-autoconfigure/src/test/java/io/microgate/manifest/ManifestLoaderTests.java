package io.microgate.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.microgate.manifest.Manifests.UnreadableLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link ManifestLoader}: which files are read and what is found in them.
 */
class ManifestLoaderTests {

	@TempDir
	private Path directory;

	@Test
	void loadWhenDirectoryThenYamlFilesInAndBelowIt() throws IOException {
		write("b.yaml", secret("b"));
		write("a.yml", secret("a"));
		write("deep/er/c.yaml", secret("c"));
		write("notes.txt", secret("no"));
		assertThat(load().resources()).extracting(ManifestResource::name).containsExactly("a", "b", "c");
		assertThat(load().problems()).isEmpty();
		assertThat(load().unreadable()).isEmpty();
	}

	@Test
	void loadWhenMountedByKubernetesThenEveryFileOnce() throws IOException {
		write("..2026_01_01/a.yaml", secret("a"));
		Files.createSymbolicLink(this.directory.resolve("..data"), Path.of("..2026_01_01"));
		Files.createSymbolicLink(this.directory.resolve("a.yaml"), Path.of("..data/a.yaml"));
		assertThat(load().resources()).extracting(ManifestResource::name).containsExactly("a");
	}

	@Test
	void loadWhenFileThenThatFileWhateverItsName() throws IOException {
		write("manifest", secret("a"));
		write("other.yaml", secret("b"));
		assertThat(load(location("manifest")).resources()).extracting(ManifestResource::name).containsExactly("a");
	}

	@Test
	void loadWhenLocationsMeetThenFileIsReadOnce() throws IOException {
		write("a.yaml", secret("a"));
		Manifests manifests = load(location(""), location("a.yaml"));
		assertThat(manifests.resources()).hasSize(1);
		assertThat(manifests.problems()).isEmpty();
		assertThat(manifests.unreadable()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:/microgateway/", "classpath:microgateway", "classpath:/microgateway" })
	void loadWhenDirectoryOnClassPathThenItsFiles(String location) {
		Manifests manifests = load(location);
		assertThat(manifests.problems()).isEmpty();
		assertThat(manifests.unreadable()).isEmpty();
		assertThat(manifests.resources()).extracting(ManifestResource::describe)
			.containsExactly("HTTPRoute 'bookstore'", "AccessControlPolicy 'secured'", "JWKS 'example-jwks'",
					"JWKS 'backup-jwks'", "Secret 'backup-jwks'", "JWT 'bookstore-jwt'");
	}

	@Test
	void loadWhenFileOnClassPathThenThatFile() {
		assertThat(load("classpath:microgateway/jwt.yaml").resources()).extracting(ManifestResource::name)
			.containsExactly("bookstore-jwt");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "classpath:/nowhere/", "classpath:nowhere.yaml", "file:/no/where/", "file:/no/where.yaml" })
	void loadWhenLocationDoesNotExistThenProblem(String location) {
		Manifests manifests = load("classpath:/microgateway/", location);
		assertThat(manifests.unreadable())
			.extracting(UnreadableLocation::index, UnreadableLocation::location, UnreadableLocation::rule)
			.containsExactly(
					tuple(1, location, "must be the location of a file or directory that exists and can be read"));
		assertThat(manifests.complete()).isFalse();
		assertThat(manifests.resources()).hasSize(6);
	}

	@Test
	void loadWhenFilesChangeAfterSnapshotThenWhatWasThere() throws IOException {
		write("a.yaml", secret("first"));
		ManifestSnapshot snapshot = ManifestSnapshot.read(List.of(this.directory.toUri().toString()));
		write("a.yaml", secret("second"));
		write("b.yaml", secret("third"));
		assertThat(ManifestLoader.load(snapshot).resources()).extracting(ManifestResource::name)
			.containsExactly("first");
		assertThat(ManifestSnapshot.read(List.of(this.directory.toUri().toString())).fingerprint())
			.isNotEqualTo(snapshot.fingerprint());
		write("a.yaml", secret("first"));
		Files.delete(this.directory.resolve("b.yaml"));
		assertThat(ManifestSnapshot.read(List.of(this.directory.toUri().toString())).fingerprint())
			.isEqualTo(snapshot.fingerprint());
	}

	@Test
	void loadWhenNoManifestThenProblem() throws IOException {
		write("notes.txt", secret("no"));
		write("empty.yaml", "# nothing\n---\n---\n");
		assertThat(load().unreadable()).extracting(UnreadableLocation::rule)
			.containsExactly("must hold a manifest, a file that ends in .yaml or .yml");
	}

	@Test
	void loadWhenDirectoryLinksToItselfThenProblem() throws IOException {
		write("a.yaml", secret("a"));
		Files.createSymbolicLink(this.directory.resolve("again"), this.directory);
		assertThat(load().unreadable()).extracting(UnreadableLocation::rule)
			.containsExactly("must be the location of a file or directory that exists and can be read");
	}

	@Test
	void loadWhenSeveralDocumentsThenEachWithItsLine() throws IOException {
		write("a.yaml", """
				# first
				---
				---
				apiVersion: v1
				kind: Secret
				metadata: {name: a}
				---
				---   # nothing but a comment

				---
				apiVersion: v1
				kind: ConfigMap
				metadata:
				  name: b
				  namespace: shop
				...
				""");
		Manifests manifests = load();
		assertThat(manifests.problems()).isEmpty();
		assertThat(manifests.unreadable()).isEmpty();
		assertThat(manifests.resources())
			.extracting(ManifestResource::kind, ManifestResource::name, ManifestResource::namespace)
			.containsExactly(tuple(ManifestKind.SECRET, "a", null), tuple(ManifestKind.CONFIG_MAP, "b", "shop"));
		assertThat(manifests.resources().get(1).root().fields().get("metadata").fields().get("name").origin())
			.asString()
			.endsWith("a.yaml] - 14:9");
	}

	@Test
	void loadWhenListThenItsItems() throws IOException {
		write("a.yaml", """
				apiVersion: v1
				kind: List
				metadata: {resourceVersion: ""}
				items:
				  - {apiVersion: v1, kind: Secret, metadata: {name: a}}
				  - apiVersion: v1
				    kind: List
				    items: [{apiVersion: v1, kind: Secret, metadata: {name: b}}, {apiVersion: v1, kind: Service}]
				  - {apiVersion: v1, kind: Secret}
				""");
		Manifests manifests = load();
		assertThat(manifests.resources()).extracting(ManifestResource::name).containsExactly("a", "b");
		assertThat(manifests.otherKinds()).containsExactly("Service");
		assertThat(manifests.problems()).extracting(ManifestProblem::place, ManifestProblem::rule)
			.containsExactly(tuple("Secret: metadata", "must be an object with a 'name'"));
	}

	@Test
	void loadWhenListOfOneKindThenItsItems() throws IOException {
		write("a.yaml", """
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: JWTList
				items: [{apiVersion: microgateway.airlock.com/v1alpha1, kind: JWT, metadata: {name: a}}]
				---
				{apiVersion: apps/v1, kind: DeploymentList, items: 5}
				""");
		assertThat(load().resources()).extracting(ManifestResource::name).containsExactly("a");
		assertThat(load().otherKinds()).containsExactly("DeploymentList");
		assertThat(load().problems()).isEmpty();
		assertThat(load().unreadable()).isEmpty();
	}

	@Test
	void loadWhenOtherKindsThenPassedOverWhateverIsInThem() throws IOException {
		write("a.yaml", """
				{apiVersion: apps/v1, kind: Deployment, metadata: {}, spec: 5}
				---
				{apiVersion: v1, kind: Service}
				---
				{apiVersion: microgateway.airlock.com/v1alpha1, kind: OIDCProvider, metadata: {name: x}}
				---
				{apiVersion: hub.traefik.io/v1alpha1, kind: AccessControlPolicy, metadata: {name: x}}
				---
				{apiVersion: gateway.networking.k8s.io/v1alpha2, kind: TCPRoute, metadata: {name: x}}
				---
				{apiVersion: gateway.networking.k8s.io/v1, kind: GRPCRoute, metadata: {name: x}}
				---
				{apiVersion: microgateway.airlock.com/v1alpha1, kind: ContentSecurityPolicy, metadata: {name: x}}
				""");
		assertThat(load().otherKinds()).containsExactly("AccessControlPolicy", "ContentSecurityPolicy", "Deployment",
				"GRPCRoute", "OIDCProvider", "Service", "TCPRoute");
		assertThat(load().resources()).isEmpty();
		assertThat(load().problems()).isEmpty();
		assertThat(load().unreadable()).isEmpty();
	}

	@Test
	void loadWhenOneDocumentIsBrokenThenTheRestIsRead() throws IOException {
		write("a.yaml", secret("a") + "---\nkind: [Secret\n---\n" + secret("b"));
		write("b.yaml", "\t");
		write("c.yaml", secret("c"));
		Manifests manifests = load();
		assertThat(manifests.resources()).extracting(ManifestResource::name).containsExactly("a", "b", "c");
		assertThat(manifests.complete()).isFalse();
		assertThat(manifests.problems()).extracting(ManifestProblem::place).containsExactly("document 2", "document 1");
		assertThat(manifests.problems()).extracting((problem) -> String.valueOf(problem.origin()))
			.satisfiesExactly((origin) -> assertThat(origin).endsWith("a.yaml] - 6:1"),
					(origin) -> assertThat(origin).endsWith("b.yaml] - 1:1"));
	}

	@Test
	void loadWhenFileIsNotUtf8OrTooLongThenProblem() throws IOException {
		Files.write(this.directory.resolve("a.yaml"), new byte[] { 'a', (byte) 0xff });
		Files.writeString(this.directory.resolve("b.yaml"), "#".repeat(3 * 1024 * 1024 + 1));
		assertThat(load().problems()).extracting(ManifestProblem::rule)
			.containsExactly("must be UTF-8", "must be at most 3 MiB long");
	}

	@Test
	void loadWhenByteOrderMarkAndWindowsLineEndsThenRead() throws IOException {
		write("a.yaml", "\ufeff" + (secret("a") + "---\n" + secret("b")).replace("\n", "\r\n"));
		assertThat(load().resources()).extracting(ManifestResource::name).containsExactly("a", "b");
	}

	@Test
	void toStringWhenSecretThenWithoutItsContent() throws IOException {
		write("a.yaml", "{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {key: hush}}");
		assertThat(load().toString()).doesNotContain("hush");
	}

	private static String secret(String name) {
		return "apiVersion: v1\nkind: Secret\nmetadata: {name: %s}\n".formatted(name);
	}

	private void write(String file, String text) throws IOException {
		Path path = this.directory.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text);
	}

	private String location(String file) {
		return this.directory.resolve(file).toUri().toString();
	}

	private Manifests load() {
		return load(location(""));
	}

	private static Manifests load(String... locations) {
		return ManifestLoader.load(ManifestSnapshot.read(List.of(locations)));
	}

}
