package io.microgate.test.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.microgate.decision.DenyReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * The JSON schema of policy cases has the keys that the reader knows, accepts what it
 * reads and rejects what it refuses, as far as a schema can say it.
 */
class PolicyCasesSchemaTests {

	private static final JsonNode SOURCE = read();

	private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
		.getSchema(SOURCE);

	/** What needs the configuration, other cases, or YAML itself. */
	private static final Pattern BEYOND_SCHEMA = Pattern
		.compile("must be the name of a|must be less than|another name than|one YAML document|set again|merge key"
				+ "|ha(s|ve) \\{token}|must not name a claim|is a boolean to YAML|is no number of JSON|must be a boolean"
				+ "|of its own|must be the token of a case|below 'tokens'");

	private static JsonNode read() {
		return JsonMapper.shared().readTree(Path.of("..", "docs", "schema", "cases.schema.json").toFile());
	}

	@Test
	void schemaWhenReadThenHasKeysOfReader() {
		assertThat(keys("/properties")).containsExactlyInAnyOrderElementsOf(PolicyCasesReader.KNOWN);
		assertThat(keys("/definitions/case/properties")).containsExactlyInAnyOrderElementsOf(PolicyCaseReader.KNOWN);
		assertThat(keys("/definitions/request/properties"))
			.containsExactlyInAnyOrderElementsOf(CaseRequestReader.KNOWN);
		assertThat(keys("/definitions/group/properties"))
			.containsExactlyInAnyOrderElementsOf(PolicyCasesReader.KNOWN_OF_GROUP);
		assertThat(keys("/definitions/token/properties")).containsExactlyInAnyOrderElementsOf(CaseTokenReader.KNOWN);
		assertThat(keys("/definitions/certificate/properties"))
			.containsExactlyInAnyOrderElementsOf(CaseCertificateReader.KNOWN);
		assertThat(keys("/definitions/token/properties/sendAs/properties"))
			.containsExactlyInAnyOrderElementsOf(CaseSourceReader.KNOWN);
	}

	@Test
	void schemaWhenReadThenHasLimitsAndReasonsOfReader() {
		assertThat(SOURCE.at("/definitions/token/properties/entry/maximum").intValue())
			.isEqualTo(CaseTokenReader.MAX_ENTRY);
		assertThat(SOURCE.at("/definitions/token/properties/size/maximum").intValue())
			.isEqualTo(CaseTokenReader.MAX_SIZE);
		List<String> reasons = new ArrayList<>();
		SOURCE.at("/definitions/case/properties/reason/enum").forEach((reason) -> reasons.add(reason.asString()));
		assertThat(reasons).hasSameSizeAs(DenyReason.values());
	}

	private static List<String> keys(String object) {
		return List.copyOf(SOURCE.at(object).propertyNames());
	}

	@Test
	void validateWhenCasesThatAreReadThenNoProblem() throws IOException {
		String cases = Files.readString(Path.of("src", "test", "resources", "policy-cases", "cases.yaml"));
		assertThat(SCHEMA.validate(toJson(cases))).isEmpty();
		assertThat(SCHEMA.validate(
				toJson("""
						time: 2026-05-01T12:00:00Z
						host: api.example.com
						cases:
						  - request: {method: GET, path: "/api?t={token}", headers: {X-A: [a, b], X-B: c}, remoteAddress: "::1"}
						    token:
						      {jwt: shop, entry: 1, claims: {roles: [admin, 5]}, without: [aud], notYetValid: false, issuedAt: -1h}
						    verdict: deny
						""")))
			.isEmpty();
	}

	@ParameterizedTest
	@MethodSource("io.microgate.test.policy.PolicyCasesTests#written")
	void validateWhenCasesThatAreWrittenThenNoProblem(PolicyCaseRequest request, @Nullable PolicyCaseToken token) {
		Instant time = Instant.parse("2026-03-01T00:00:00Z");
		PolicyCases cases = new PolicyCases(
				List.of(new PolicyCase("books", "a", request, token, false, DenyReason.TOKEN_EXPIRED, time, null),
						new PolicyCase(null, null, request, token, true, null, time, null)));
		assertThat(SCHEMA.validate(toJson(cases.toYaml()))).isEmpty();
	}

	static List<Arguments> rejections() throws IOException {
		List<Arguments> rejections = new ArrayList<>();
		for (Arguments rejection : PolicyCasesTests.rejections()) {
			Object[] row = rejection.get();
			if (!BEYOND_SCHEMA.matcher(row[0].toString()).find()) {
				rejections.add(argumentSet(row[0].toString(), row[1]));
			}
		}
		assertThat(rejections).hasSizeGreaterThan(30);
		return rejections;
	}

	@ParameterizedTest
	@MethodSource("rejections")
	void validateWhenCasesThatAreRefusedThenRejected(String yaml) {
		try {
			assertThat(SCHEMA.validate(toJson(yaml))).isNotEmpty();
		}
		catch (YAMLException ex) {
			assertThat(ex).hasMessageNotContaining("schema");
		}
	}

	/** Times are strings, as in the YAML 1.2 of editors. */
	private static JsonNode toJson(String yaml) {
		LoaderOptions options = new LoaderOptions();
		DumperOptions dumper = new DumperOptions();
		Resolver resolver = new Resolver() {

			@Override
			public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
				if (tag != Tag.TIMESTAMP) {
					super.addImplicitResolver(tag, regexp, first, limit);
				}
			}

		};
		return JsonMapper.shared()
			.valueToTree(new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, resolver)
				.load(yaml));
	}

}
