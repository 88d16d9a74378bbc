package io.microgate.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link CandidateReader}.
 */
class CandidateReaderTests {

	private static final String IN_FORCE = """
			host: idp.example.com
			microgate:
			  unmatched-requests: pass
			  routes: {shop: {paths: [/shop/**]}}
			  access-control-policies:
			    shop: {targetRefs: [{name: shop}], policies: [{authorization: {deny: {}}}]}
			""";

	private static final String CANDIDATE = """
			spring.application.name: other
			microgate:
			  jwks: {keys: {provider: {remote: {uri: "https://${host}/"}}}}
			  routes: {cart: {paths: [/cart/**]}}
			  access-control-policies:
			    cart: {targetRefs: [{name: cart}], policies: [{authorization: {}}]}
			""";

	@TempDir
	Path directory;

	private final CandidateReader reader = new CandidateReader(Configurations.environment(IN_FORCE),
			() -> List.of("idp"));

	private String write(String file, String text) {
		try {
			return Files.writeString(this.directory.resolve(file), text).toUri().toString();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<Problem> problems(String location) {
		try {
			this.reader.read(location);
			return List.of();
		}
		catch (InvalidConfigurationException ex) {
			return ex.problems();
		}
	}

	@Test
	void readWhenYamlThenStandsForTheWholeConfiguration() {
		CheckedConfiguration candidate = this.reader.read(write("candidate.yml", CANDIDATE));
		assertThat(candidate.properties().routes()).containsOnlyKeys("cart");
		assertThat(candidate.properties().accessControlPolicies()).containsOnlyKeys("cart");
		assertThat(candidate.properties().unmatchedRequests()).isEqualTo("deny");
		assertThat(candidate.properties().jwks().get("keys").provider().remote().uri())
			.isEqualTo("https://idp.example.com/");
		assertThat(candidate.places().find("accessControlPolicies", "cart", "policies", 0)).endsWith("candidate.yml:6");
	}

	@Test
	void readWhenPropertiesFileThenTaken() {
		String location = write("candidate.properties", """
				microgate.routes.cart.paths=/cart/**
				microgate.access-control-policies.cart.target-refs[0].name=cart
				microgate.access-control-policies.cart.policies[0].authorization.deny=
				""");
		assertThat(this.reader.read(location).properties().routes()).containsOnlyKeys("cart");
	}

	@Test
	void readWhenSeveralDocumentsThenLaterTakesPrecedence() {
		String location = write("candidate.yml", CANDIDATE + "---\nmicrogate.routes.cart.paths: [/trolley/**]\n");
		assertThat(this.reader.read(location).properties().routes().get("cart").paths()).containsExactly("/trolley/**");
	}

	@Test
	void readWhenDirectoryThenItsManifestsAreTheConfiguration() {
		CheckedConfiguration candidate = this.reader.read("classpath:/microgateway/");
		assertThat(candidate.properties().routes()).isNotEmpty().doesNotContainKey("shop");
		assertThat(candidate.canonical().digest()).isEqualTo(CheckedConfiguration
			.read(Configurations.environment("microgate.manifests: [classpath:/microgateway/]"), List.of())
			.canonical()
			.digest());
	}

	@ParameterizedTest
	@CsvSource({ "enabled: true", "enabled: false", "candidate: {locations: [file:other.yml]}" })
	void readWhenKeyHasNoMeaningInCandidateThenProblem(String line) {
		assertThat(problems(write("candidate.yml", CANDIDATE + "  " + line + "\n"))).singleElement()
			.satisfies((problem) -> {
				assertThat(problem.property()).isEqualTo("microgate." + line.substring(0, line.indexOf(':')));
				assertThat(problem.rule()).isEqualTo("must not be set in a candidate");
				assertThat(Configurations.line(problem.origin())).isEqualTo(7);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.config.activate.on-profile", "spring.profiles.active", "spring.config.import",
			"spring.profiles.include", "spring.config.activate.onCloudPlatform" })
	void readWhenProfileOrImportThenProblem(String key) {
		assertThat(problems(write("candidate.yml", CANDIDATE + "---\n" + key + ": kubernetes\n"))).singleElement()
			.satisfies((problem) -> {
				assertThat(problem.property()).startsWith("spring.");
				assertThat(problem.rule()).isEqualTo("must not be set in a candidate");
				assertThat(Configurations.line(problem.origin())).isEqualTo(8);
			});
	}

	@Test
	void readWhenProblemsThenAllAreReportedWithLines() {
		assertThat(
				problems(write("candidate.yml", CANDIDATE.replace("/cart/**", "cart").replace("{}}", "{deni: {}}}"))))
			.extracting((problem) -> Configurations.line(problem.origin()))
			.containsExactly(4, 6);
	}

	@ParameterizedTest
	@CsvSource({ "absent.yml, must be the location of a file that can be read", "broken.yml, must be YAML",
			"empty.yml, must be a file with the configuration under 'microgate'",
			"spring.yml, must be a file with the configuration under 'microgate'" })
	void readWhenFileIsUnusableThenProblemWithoutItsText(String file, String rule) throws IOException {
		write("broken.yml", "microgate:\n  routes: {secret-text\n]");
		write("empty.yml", "");
		write("spring.yml", "spring.application.name: shop\n");
		assertThat(problems(this.directory.resolve(file).toUri().toString())).singleElement().satisfies((problem) -> {
			assertThat(problem.rule()).isEqualTo(rule);
			assertThat(problem.property()).isEqualTo("microgate.candidate.locations");
			assertThat(problem.toString()).contains(file).doesNotContain("secret-text");
		});
	}

	@Test
	void readWhenDirectoryIsAbsentThenProblem() {
		assertThat(problems(this.directory.resolve("absent").toUri().toString())).singleElement()
			.satisfies((problem) -> assertThat(problem.rule()).contains("exists and can be read"));
	}

	@Test
	void readWhenPlaceholderIsOnlyInTheCandidateThenProblem() {
		assertThat(problems(write("candidate.yml", "name: /cart/**\n" + CANDIDATE.replace("/cart/**", "'${name}'"))))
			.singleElement()
			.satisfies((problem) -> assertThat(problem.rule()).contains("placeholders"));
	}

	@Test
	void manifestsWhenTheRestIsWrongThenFound() {
		String location = write("candidate.yml", "microgate: {manifests: ['file:/${host}/'], routes: x}");
		assertThat(this.reader.manifests(location)).containsExactly("file:/idp.example.com/");
		assertThat(this.reader.manifests(write("broken.yml", "microgate: {"))).isEmpty();
	}

	@Test
	void configurationWhenItHasCandidatesThenDigestIsTheSame() {
		CheckedConfiguration without = CheckedConfiguration.read(Configurations.environment(IN_FORCE), List.of());
		CheckedConfiguration with = CheckedConfiguration
			.read(Configurations.environment("microgate.candidate.locations: [file:absent.yml]", IN_FORCE), List.of());
		assertThat(with.properties().candidate().locations()).containsExactly("file:absent.yml");
		assertThat(with.canonical().digest()).isEqualTo(without.canonical().digest());
	}

	@Test
	void configurationWhenLocationsAreWrongThenProblemsAtTheirPlaces() {
		assertThat(Configurations.problems("microgate: {candidate: {}}", IN_FORCE))
			.extracting(Problem::property, Problem::rule)
			.containsExactly(tuple("microgate.candidate.locations", "is required"));
		assertThat(Configurations.problems("microgate.candidate.locations: []", IN_FORCE)).extracting(Problem::rule)
			.containsExactly("must have 1 to 4 items");
		assertThat(Configurations.problems("microgate.candidate.locations: [a.yml]", IN_FORCE))
			.extracting(Problem::property, Problem::rule)
			.containsExactly(tuple("microgate.candidate.locations[0]",
					"must be the location of a file or directory, file: or classpath:"));
		assertThat(Configurations.problems("microgate.candidate.locations: ['file:a', 'file:a']", IN_FORCE)).hasSize(1);
		assertThat(Configurations.problems("microgate.candidate.locations: 'file:a,file:b,file:c,file:d,file:e'",
				IN_FORCE))
			.hasSize(1);
		assertThat(Configurations.problems("microgate.candidate.location: file:a", IN_FORCE)).extracting(Problem::rule)
			.containsExactly("is not a known key");
	}

}
