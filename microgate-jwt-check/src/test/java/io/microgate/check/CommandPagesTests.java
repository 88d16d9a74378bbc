package io.microgate.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.microgate.check.schema.JsonSchemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the pages, run by bash as they stand, print what the pages print.
 */
class CommandPagesTests {

	private static final Path SAMPLE = Path.of("../sample-app/src/main/resources/application.yml");

	private static final String SHOP = """
			microgate:
			  routes:
			    shop:
			      paths: [/api/**]
			  jwks:
			    idp: {provider: {remote: {uri: "https://idp.example.com/jwks.json"}}}
			  jwts:
			    shop:
			      requireAny: [{jwksRef: {name: idp}, issuer: "https://idp.example.com", audiences: [shop]}]
			      expirationRequired: true
			  access-control-policies:
			    shop:
			      targetRefs: [{name: shop}]
			      policies:
			        - requestConditions: {path: {matcher: {prefix: /api/admin}}}
			          authorization:
			            authentication: {jwt: {jwtRef: {name: shop}}}
			            requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: admin}}}}}]
			        - authorization: {authentication: {jwt: {jwtRef: {name: shop}}}}
			""";

	private static final String ROLES = "            requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: admin}}}}}]\n";

	@TempDir
	private Path directory;

	private PageCommands page;

	private void read(String page) throws IOException {
		this.page = new PageCommands(Path.of("../docs/how-to", page), this.directory);
	}

	private void write(String name, String content) throws IOException {
		Path file = this.directory.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
	}

	@Test
	void kubernetesWhenPoliciesAreEditedThenCheckedAsThePodReadsThem() throws Exception {
		this.page = new PageCommands(Path.of("../docs/kubernetes/README.md"), this.directory);
		String policies = Files.readString(Path.of("../docs/kubernetes/policies.yaml"));
		write("docs/kubernetes/policies.yaml", policies);
		Files.createDirectory(this.directory.resolve("service-account"));
		this.page.bash("""
				"${TEST_JAVA%/*}/keytool" -genkeypair -keyalg EC -alias ca -dname CN=ca -storepass secret -keystore ca
				"${TEST_JAVA%/*}/keytool" -exportcert -rfc -alias ca -storepass secret -keystore ca \
				  -file service-account/ca.crt
				""");
		assertThat(this.page.run("Change a policy", 1)).contains("No problems. Routes: 2, access control policies: 2");
		assertThat(this.page.exitCode()).isZero();
		String explain = this.page.block("Change a policy", "sh", 1)
			.replace(".jar ", ".jar explain --request='GET /api/books' ");
		for (String format : List.of("", " --format=json")) {
			assertThat(this.page.bash(explain.strip() + format)).contains("docs/kubernetes/policies.yaml:26")
				.doesNotContain("microgate-jwt-check");
		}
		write("docs/kubernetes/policies.yaml", policies.replace("requireAll:", "requireAl:"));
		assertThat(this.page.run("Change a policy", 1)).contains("Did you mean 'requireAll'?", "policies.yaml] - ");
		assertThat(this.page.exitCode()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Check", "Diff", "Put it in force" })
	void changeWhenMadeThenEachStepPrintsWhatPageSays(String section) throws Exception {
		read("change-a-policy-without-fear.md");
		String sample = Files.readString(SAMPLE);
		String drafts = this.page.block("Change a policy safely", "", 1).indent(10);
		PageCommands tutorial = new PageCommands(Path.of("../docs/tutorial/protect-a-bookstore.md"), this.directory);
		assertThat(tutorial.block("Change it", "", 1).indent(10)).isEqualTo(drafts);
		write("old.yml", sample);
		write("new.yml", sample.replace("          authorization: {deny: {}}\n", drafts));
		assertThat(withoutDigest(this.page.run(section, 1))).endsWith(withoutDigest(this.page.block(section, "", 1)));
	}

	/** It changes with every key of the sample. */
	private static String withoutDigest(String text) {
		return text.replaceAll("[0-9a-f]{64}", "digest");
	}

	@Test
	void checkWhenConfigurationIsGoodThenNoProblems() throws Exception {
		read("check-a-configuration.md");
		write("src/main/resources/application.yml", SHOP);
		write("application.yml", SHOP.replace("shop", "store"));
		write("deploy/microgateway/jwks.yaml", """
				apiVersion: microgateway.airlock.com/v1alpha1
				kind: JWKS
				metadata: {name: other}
				spec: {provider: {remote: {uri: "https://idp.example.com/jwks.json"}}}
				""");
		String printed = this.page.run("Check a configuration before it is deployed", 2);
		assertThat(printed.lines().filter((line) -> line.startsWith("No problems."))).hasSize(2);
		assertThat(this.page.exitCode()).isZero();
	}

	@Test
	void migrateWhenRunThenPrintsTheYamlOfThePage() throws Exception {
		read("../migrate/from-resource-server.md");
		String section = "Translate the properties";
		write("src/main/resources/application.yml", this.page.block(section, "yaml", 1));
		String printed = this.page.run(section, 1);
		assertThat(printed).startsWith("# The route '/**' ").contains("# 'jwt.issuer-uri': ");
		assertThat(printed.replaceAll("(?m)^#.*\\n", "")).isEqualTo(this.page.block(section, "yaml", 2));
		assertThat(this.page.exitCode()).isZero();
	}

	@Test
	void diffWhenOneIsWiderThenPrintedAsOnPage() throws Exception {
		read("compare-configurations.md");
		write("before/application.yml", SHOP);
		write("src/main/resources/application.yml", SHOP.replace(ROLES, ""));
		String section = "Compare two configurations";
		assertThat(this.page.run(section, 1)).isEqualTo(this.page.block(section, "", 1));
		assertThat(this.page.exitCode()).isOne();
	}

	@Test
	void diffWhenOldIsThatOfMainBranchThenCompared() throws Exception {
		read("compare-configurations.md");
		write("src/main/resources/application.yml", SHOP);
		this.page
			.bash("git init -q -b main . && git add . && git -c user.name=a -c user.email=a@localhost commit -qm a");
		write("src/main/resources/application.yml", SHOP.replace(ROLES, ""));
		assertThat(this.page.run("Compare two configurations", 2)).startsWith("Different: 1 wider");
	}

	@Test
	void diffWhenProfilesThenCompared() throws Exception {
		read("compare-configurations.md");
		write("application.yml", SHOP + """
				---
				spring.config.activate.on-profile: production
				microgate.jwts.shop.maxLifetime: 1h
				""");
		assertThat(this.page.run("Name the configurations", 1)).startsWith("Different: ").contains("maxLifetime");
		assertThat(this.page.exitCode()).isOne();
	}

	@Test
	void pipelineWhenWiderThenFailsAndElseNot() throws Exception {
		read("compare-configurations.md");
		write("old.yml", SHOP);
		write("new.yml", SHOP.replace(ROLES, ""));
		this.page.run("Use the JSON", 1);
		assertThat(this.page.exitCode()).isOne();
		write("old.yml", SHOP.replace(ROLES, ""));
		write("new.yml", SHOP);
		assertThat(this.page.run("Use the JSON", 1)).isEqualTo("true\n");
		assertThat(this.page.exitCode()).isZero();
	}

	@Test
	void schemasWhenPrintedThenThoseOfDocumentation() throws Exception {
		read("complete-in-an-editor.md");
		this.page.run("Complete and check YAML in an editor", 1);
		Map<?, ?> settings = JSONObjectUtils.parse(this.page.block("VS Code", "json", 1));
		assertThat(((Map<?, ?>) settings.get("yaml.schemas")).keySet()).hasSameSizeAs(JsonSchemas.NAMES);
		for (String name : JsonSchemas.NAMES) {
			Path file = Path.of("schema", JsonSchemas.fileName(name));
			assertThat(settings.get("yaml.schemas")).asString().contains("./" + file + "=");
			assertThat(this.directory.resolve(file)).hasSameTextualContentAs(Path.of("../docs").resolve(file));
		}
	}

	@Test
	void explanationWhenTokenIsGivenThenPrintedAsOnPage() throws Exception {
		read("explain-a-decision.md");
		TestIssuer issuer = new TestIssuer();
		String section = "On the command line";
		write("src/main/resources/application.yml", this.page.block(section, "yaml", 1));
		write("token.txt", issuer.token(Map.of("exp", Instant.now().getEpochSecond() + 600)));
		write("jwks.json", issuer.jwks());
		assertThat(this.page.run(section, 1)).isEqualTo(this.page.block(section, "text", 1));
	}

	@Test
	void explanationWhenClaimsAreGivenThenPrintedAsOnPage() throws Exception {
		read("troubleshooting.md");
		write("application.yml", Files.readString(SAMPLE));
		write("reader.json",
				JSONObjectUtils.toJSONString(Map.of("iss", "http://localhost:8080", "aud", List.of("bookstore"), "iat",
						Instant.now().getEpochSecond(), "exp", Instant.now().getEpochSecond() + 600, "email_verified",
						true)));
		assertThat(this.page.run("Troubleshooting", 1)).isEqualTo(this.page.block("Troubleshooting", "", 2));
	}

	@Test
	void casesWhenRunThenPrintedAsOnPage() throws Exception {
		read("test-policies-as-data.md");
		String section = "Test policies as data";
		write("src/main/resources/application.yml", this.page.block(section, "yaml", 1));
		write("policy-cases.yaml", this.page.block(section, "yaml", 2));
		assertThat(this.page.run(section, 1)).isEqualTo(this.page.block(section, "", 1));
		write("src/main/resources/application.yml",
				this.page.block(section, "yaml", 1).replace(PolicyCasesPageTests.SECOND_ENTRY, "- authorization: {}"));
		assertThat(this.page.run(section, 1)).isEqualTo(this.page.block(section, "", 2));
	}

	@Test
	void runWhenBlockIsInListThenRunWithoutIndentation() throws Exception {
		write("a.md", "## A\n\n1. x\n\n   ```sh\n   # comment\n   cat <<END\n   text\n   END\n   exit 3\n   ```\n");
		PageCommands commands = new PageCommands(this.directory.resolve("a.md"), this.directory);
		assertThat(commands.run("A", 1)).isEqualTo("text\n");
		assertThat(commands.exitCode()).isEqualTo(3);
	}

}
