package io.microgate.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CheckCommand}.
 */
class CheckCommandTests {

	private static final String GOOD = """
			microgate:
			  routes: {api: {paths: [/api/**]}}
			  access-control-policies: {api: {targetRefs: [{name: api}], policies: [{authorization: {deny: {}}}]}}
			""";

	private static final String JWKS = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata: {name: example-jwks}
			spec:
			  provider:
			    remote:
			      uri: ftp://idp.example.com/jwks.json
			      timeouts: {connect: 5}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata: {name: second}
			spec: {}
			""";

	private static final String JWT = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWT
			metadata: {name: bookstore-jwt}
			spec:
			  extractionSource: [{bearerToken: {}}]
			  requireAny: [{jwksRef: {name: exampl-jwks}, issuer: ""}]
			  expirationRequired: "true"
			  clockSkewTolerance: -3s
			""";

	private static final String POLICY = """
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: AccessControlPolicy
			metadata: {name: secured}
			spec:
			  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: bookstor}]
			  policies: [{authorization: {authentication: {jwt: {jwtRef: {name: bookstore-jwt}}}}}]
			---
			apiVersion: gateway.networking.k8s.io/v1
			kind: HTTPRoute
			metadata: {name: bookstore}
			spec:
			  rules: [{matches: [{path: {type: Prefix, value: /api}}]}]
			""";

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@TempDir
	private Path directory;

	private int run(Object... arguments) {
		String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
		return new CheckCommand(new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), new StandardEnvironment())
			.run(texts);
	}

	private String out() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	private String err() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

	private Path write(String name, String content) throws IOException {
		Path file = this.directory.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, content);
	}

	@Test
	void checkWhenGoodThenSaysWhatThereIs() throws IOException {
		assertThat(run(write("application.yml", GOOD))).isEqualTo(0);
		assertThat(out())
			.isEqualToIgnoringNewLines("No problems. Routes: 1, access control policies: 1, JWTs: 0, JWKS: 0");
		assertThat(err()).isEmpty();
	}

	@Test
	void checkWhenSomethingIsWorthALookThenWarnsAndIsGood() throws IOException {
		Path file = write("application.yml", GOOD.replace("{deny: {}}", "{}"));
		assertThat(run(file)).isEqualTo(0);
		assertThat(out()).contains("Warning: 'microgate.access-control-policies.api.policies[0].authorization' is open",
				"No problems");
	}

	@Test
	void checkWhenPropertyIsWrongThenSaysWhere() throws IOException {
		Path file = write("application.yml", GOOD.replace("paths", "path"));
		assertThat(run(file)).isEqualTo(1);
		assertThat(err()).contains("has a problem", "microgate.routes.api.path", "Did you mean 'paths'?",
				"application.yml] - 2:");
		assertThat(out()).isEmpty();
	}

	@Test
	void checkWhenTenMistakesInThreeFilesThenPrintsTenProblemsWithTheirLines() throws IOException {
		write("manifests/jwks.yaml", JWKS);
		write("manifests/jwt.yaml", JWT);
		write("manifests/more/policy.yml", POLICY);
		assertThat(run("--manifests=" + this.directory.resolve("manifests"))).isEqualTo(1);
		assertThat(err()).contains("has 10 problems").doesNotContain("\n11. ");
		assertThat(origins()).containsExactly("jwks.yaml 7:12", "jwks.yaml 8:27", "jwks.yaml 13:1", "jwt.yaml 5:3",
				"jwt.yaml 6:33", "jwt.yaml 6:55", "jwt.yaml 7:23", "jwt.yaml 8:23", "policy.yml 5:74",
				"policy.yml 12:36");
		assertThat(err()).contains("JWT 'bookstore-jwt': spec.requireAny[0].jwksRef.name",
				"Did you mean 'example-jwks'? Known: example-jwks, second",
				"HTTPRoute 'bookstore': spec.rules[0].matches[0].path.type", "Did you mean 'extractionSources'?");
	}

	private List<String> origins() {
		return err().lines()
			.filter((line) -> line.startsWith("    Origin: "))
			.map((line) -> line.replaceAll(".*[/\\\\]([^/\\\\]+)] - (.*)", "$1 $2"))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/pod.yaml" })
	void checkWhenConfigMapHoldsManifestsThenTheyCountWithTheirLines(String file) throws IOException {
		String jwks = JWKS.indent(4);
		write("cluster/pod.yaml", """
				apiVersion: v1
				kind: ConfigMap
				metadata: {name: policies, namespace: shop}
				data:
				  application.yml: "server.port: 1"
				  jwks.yaml: |
				""" + jwks + "---\n" + JWT);
		assertThat(run("--manifests=" + this.directory.resolve("cluster") + file)).isEqualTo(1);
		assertThat(origins()).contains("pod.yaml 13:12", "pod.yaml 14:27", "pod.yaml 25:3");
		assertThat(err()).contains("[" + this.directory.resolve("cluster/pod.yaml") + "]")
			.doesNotContain("microgate-jwt-check", "server.port");
	}

	@Test
	void checkWhenManifestInConfigMapIsNotYamlThenRefused() throws IOException {
		Path file = write("pod.yaml",
				"{apiVersion: v1, kind: ConfigMap, metadata: {name: policies}, data: {a.yaml: 'kind: {'}}");
		assertThat(run("--manifests=" + file)).isEqualTo(1);
		assertThat(err()).contains("must be YAML", "[" + file + "] - ");
	}

	@Test
	void checkWhenManifestsNeedPropertiesThenBothCount() throws IOException {
		Path manifests = write("policy.yaml",
				POLICY.replace("bookstor}", "bookstore}").replace("Prefix", "PathPrefix"));
		Path file = write("application.yml",
				"""
						microgate:
						  jwks: {main: {provider: {remote: {uri: "https://idp.example.com/jwks.json", timeouts: {connect: 1s}}}}}
						  jwts:
						    bookstore-jwt: {requireAny: [{jwksRef: {name: main}, issuer: "https://x"}], expirationRequired: true}
						""");
		assertThat(run("--manifests=" + manifests, file)).as(err()).isEqualTo(0);
		assertThat(run("--manifests=" + manifests)).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[%s]", "%s" })
	void checkWhenManifestsAreNamedInBothPlacesThenAllCount(String list) throws IOException {
		Path configured = write("configured.yaml", JWKS.substring(0, JWKS.indexOf("---")));
		Path added = write("added.yaml", JWKS.substring(JWKS.indexOf("---")));
		Path file = write("application.yml", "microgate:\n  manifests: " + list.formatted("file:" + configured));
		assertThat(run("--manifests=" + added, file)).isEqualTo(1);
		assertThat(err()).contains("configured.yaml] - 7:", "added.yaml] - 5:");
	}

	@Test
	void checkWhenConfiguredManifestsAreWrongAndOthersAreAddedThenSaysWhere() throws IOException {
		Path added = write("added.yaml", JWKS.substring(JWKS.indexOf("---")));
		Path file = write("application.yml", GOOD + "  manifests: ['file:/none/of/these']\n");
		assertThat(run("--manifests=" + added, file)).isEqualTo(1);
		assertThat(err()).contains("microgate.manifests[0]", "application.yml] - 4:15");
		assertThat(run("--manifests=" + added, write("empty.yml", GOOD + "  manifests: []\n"))).isEqualTo(1);
		assertThat(err()).contains("microgate.manifests\n", "empty.yml] - 4:14");
	}

	@Test
	void checkWhenClassPathIsGivenThenLocationsAreFoundThere() throws IOException {
		write("resources/manifests/jwks.yaml", JWKS.substring(JWKS.indexOf("---")));
		Path file = write("application.yml", GOOD + "  manifests: classpath:manifests/\n");
		assertThat(run("--classpath=" + this.directory.resolve("resources"), file)).isEqualTo(1);
		assertThat(err()).contains("manifests/jwks.yaml] - 5:");
		assertThat(run("--classpath=" + this.directory.resolve("none"), file)).isEqualTo(2);
		assertThat(err()).contains("Not a directory: " + this.directory.resolve("none"));
	}

	@Test
	void checkWhenJsonIsBrokenThenSaysSoWithoutIt() throws IOException {
		assertThat(run("--spring.application.json={\"secret\": hush", write("application.yml", GOOD))).isEqualTo(1);
		assertThat(err()).contains("is not a JSON object").doesNotContain("hush", "\tat ");
	}

	@Test
	void checkWhenSwitchedOffThenSaysSo() throws IOException {
		assertThat(run(write("application.yml", GOOD + "  enabled: off\n"))).isEqualTo(0);
		assertThat(out()).contains("'microgate.enabled' is false").doesNotContain("No problems");
	}

	@Test
	void checkWhenFileIsForAProfileThenCountsWithItOnly() throws IOException {
		Path file = write("application.yml", GOOD + """
				---
				spring.config.activate.on-profile: production
				microgate.unmatched-requests: ignore
				""");
		assertThat(run(file)).isEqualTo(0);
		assertThat(run("--profiles=production", file)).isEqualTo(1);
		assertThat(err()).contains("microgate.unmatched-requests", "\"ignore\"");
	}

	@Test
	void checkWhenSslBundleIsConfiguredThenItIsKnown() throws IOException {
		String bundle = """
				spring.ssl.bundle.pem.idp.truststore.certificate: file:ca.crt
				microgate.jwks.main:
				  provider: {remote: {uri: "https://idp.example.com/jwks.json"}}
				  extensions: {sslBundle: %s}
				""";
		assertThat(run(write("good.yml", bundle.formatted("idp")))).as(err()).isEqualTo(0);
		assertThat(run(write("bad.yml", bundle.formatted("ipd")))).isEqualTo(1);
		assertThat(err()).contains("ipd", "idp");
	}

	@Test
	void checkWhenFileIsMissingOrBrokenThenSaysSo() throws IOException {
		assertThat(run(this.directory.resolve("missing.yml"))).isEqualTo(1);
		assertThat(err()).contains("missing.yml");
		assertThat(run(write("broken.yml", "client-secret: hush\nmicrogate: {routes: ["))).isEqualTo(1);
		assertThat(err()).contains("broken.yml] is not YAML", "line 2, column").doesNotContain("hush", "\tat ");
	}

	@Test
	void checkWhenKeyIsThereTwiceThenNamesTheFileAndTheCure() throws IOException {
		Path second = write("second.yml", GOOD + "microgate:\n  jwks: {}\n");
		assertThat(run(write("application.yml", GOOD), second)).isEqualTo(1);
		assertThat(err()).contains("second.yml] is not YAML: found duplicate key microgate, line 4, column 1",
				"Put the keys of the second 'microgate:' below the first 'microgate:', and remove the second");
	}

	@Test
	void checkWhenTopLevelIsMisspeltThenIsAProblem() throws IOException {
		assertThat(run(write("application.yml", GOOD.replace("microgate:", "microgateway:")))).isEqualTo(1);
		assertThat(err()).contains("1. microgateway", "Did you mean 'microgate'?", "application.yml] - 2:");
		assertThat(out()).isEmpty();
	}

	@Test
	void checkWhenTopLevelIsMissingThenSaysWhatStandsOutside() throws IOException {
		assertThat(run(write("application.yml", GOOD.replace("microgate:\n", "").replaceAll("(?m)^  ", ""))))
			.isEqualTo(1);
		assertThat(err()).contains("1. routes", "2. access-control-policies", "Put it below 'microgate'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.port: 80", "microgate:", "microgate: {}", "" })
	void checkWhenNothingIsConfiguredThenIsAProblem(String yaml) throws IOException {
		Path file = write("application.yml", yaml);
		assertThat(run(file)).isEqualTo(1);
		assertThat(err()).contains("must have keys, but nothing is configured under it");
		assertThat(run(file, write("other.yml", GOOD))).isEqualTo(0);
		assertThat(run(file, "--microgate.unmatched-requests=deny")).isEqualTo(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "--manifest=x", "--prints", "-v", "--manifests", "--manifests=", "--" })
	void checkWhenOptionIsUnknownThenShowsUsage(String option) {
		assertThat(run(option)).isEqualTo(2);
		assertThat(err()).contains("Not understood: " + option, "Usage: java -jar");
	}

	@ParameterizedTest
	@ValueSource(strings = { "explain", "diff", "migrate", "schema", "test" })
	void runWhenHelpIsAskedForThenPrintsUsageOfSubcommand(String subcommand) {
		assertThat(run(subcommand, "--help")).isEqualTo(0);
		assertThat(out()).startsWith("Usage: java -jar microgate-jwt-check.jar " + subcommand);
		assertThat(err()).isEmpty();
	}

	@Test
	void checkWhenHelpIsAskedForThenPrintsUsage() {
		assertThat(run("--help")).isEqualTo(0);
		assertThat(run("check", "--help", "missing.yml")).isEqualTo(0);
		assertThat(out()).startsWith(CheckArguments.USAGE).contains("--help");
		assertThat(err()).isEmpty();
	}

	@Test
	void checkWhenFileIsNoConfigurationFileThenShowsUsage() throws IOException {
		assertThat(run(this.directory)).isEqualTo(2);
		assertThat(err()).contains("Not a file: " + this.directory + " (", "--manifests=" + this.directory,
				"Usage: java -jar");
		assertThat(run(this.directory + "/")).isEqualTo(2);
		Path text = write("application.txt", GOOD);
		assertThat(run(text)).isEqualTo(2);
		assertThat(err()).contains("Not the name of a .yml, .yaml or .properties file: " + text);
		assertThat(run(write("deploy.d/config", GOOD))).isEqualTo(2);
		assertThat(out()).isEmpty();
	}

	@Test
	void checkWhenNameHasNoExtensionButAHintThenIsRead() throws IOException {
		assertThat(run(write("config", GOOD) + "[.yml]")).as(err()).isEqualTo(0);
	}

	@Test
	void checkWhenProfileOrImportIsNotPossibleThenSaysSo() throws IOException {
		Path file = write("application.yml", GOOD);
		assertThat(run("--profiles=a b", file)).isEqualTo(1);
		assertThat(err()).contains("Invalid profile property value", "'a b'");
		assertThat(run("--spring.config.import=nothing:x", file)).isEqualTo(1);
		assertThat(err()).contains("'nothing:x'").doesNotContain("\tat ");
	}

	@Test
	void checkWhenNothingIsGivenThenShowsUsage() {
		assertThat(run()).isEqualTo(2);
		assertThat(err()).contains("nothing to check", "Exit code");
	}

}
