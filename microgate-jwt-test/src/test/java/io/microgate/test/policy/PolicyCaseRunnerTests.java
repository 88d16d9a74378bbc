package io.microgate.test.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.decision.DenyReason;
import io.microgate.engine.ExplainRequest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PolicyCaseRunner} by a file of cases and its configuration.
 */
class PolicyCaseRunnerTests {

	/**
	 * Keys are there, no file of a secret is read, no proof is remembered, and all
	 * certificates can be read.
	 */
	private static final Set<DenyReason> NOT_REACHED = EnumSet.of(DenyReason.KEY_UNAVAILABLE, DenyReason.TOKEN_REVOKED,
			DenyReason.REVOCATION_UNAVAILABLE, DenyReason.DPOP_REPLAY, DenyReason.DPOP_UNAVAILABLE,
			DenyReason.CERTIFICATE_INVALID);

	private static final Path CASES = Path.of("src/test/resources/policy-cases/cases.yaml");

	private static final CheckedConfiguration CONFIGURATION = CheckedConfigurations
		.read(new FileSystemResource("src/test/resources/policy-cases/application.yml"));

	private final PolicyCaseRunner runner = PolicyCaseRunner.offline(CONFIGURATION, false);

	@TempDir
	private Path directory;

	private PolicyCase policyCase(String yaml) throws IOException {
		Path file = Files.writeString(this.directory.resolve("cases.yaml"), "cases:\n  - " + yaml);
		return PolicyCases.read(file, CONFIGURATION).cases().get(0);
	}

	@TestFactory
	Stream<DynamicTest> casesWhenRunThenAsExpected() {
		return PolicyCaseTests.of(PolicyCases.read(CASES, CONFIGURATION), PolicyCase::title, this.runner::require);
	}

	@Test
	void casesWhenReadThenEveryReasonIsAmongThem() {
		Set<DenyReason> reasons = PolicyCases.read(CASES)
			.cases()
			.stream()
			.filter((each) -> each.reason() != null)
			.map(PolicyCase::reason)
			.collect(Collectors.toSet());
		assertThat(reasons).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(NOT_REACHED)));
	}

	@Test
	void casesWhenRunAgainByAnotherRunnerThenSameVerdicts() {
		PolicyCaseRunner other = PolicyCaseRunner.offline(CONFIGURATION, false);
		List<PolicyCase> cases = PolicyCases.read(CASES).cases();
		assertThat(cases.stream().map((each) -> other.run(each).actual()))
			.containsExactlyElementsOf(cases.stream().map((each) -> this.runner.run(each).actual()).toList());
	}

	@Test
	void failureWhenRefusedThenNamesCaseBothVerdictsPlacesAndChange() throws IOException {
		PolicyCaseOutcome outcome = this.runner.run(policyCase(
				"{name: admins delete, request: DELETE /api/books, claims: {roles: reader}, verdict: allow}"));
		assertThat(outcome.isAsExpected()).isFalse();
		assertThat(outcome.failure().lines()).first()
			.isEqualTo("admins delete (%s/cases.yaml:2)".formatted(this.directory));
		assertThat(outcome.failure())
			.contains("  Request   DELETE /api/books", "  Expected  allow",
					"  Actual    deny, claims.require_all (src/test/resources/policy-cases/application.yml:")
			.contains("  Change    ");
	}

	@Test
	void failureWhenAllowedThenNamesEntry() throws IOException {
		PolicyCaseOutcome outcome = this.runner
			.run(policyCase("{request: GET /api/books, token: good, verdict: deny, reason: claims.require_all}"));
		assertThat(outcome.failure()).contains("GET /api/books with a good token (")
			.contains("  Expected  deny, claims.require_all",
					"  Actual    allow (src/test/resources/policy-cases/application.yml:")
			.doesNotContain("Change");
	}

	@Test
	void failureWhenReasonDiffersThenBothReasons() throws IOException {
		PolicyCaseOutcome outcome = this.runner
			.run(policyCase("{request: GET /api/books, token: expired, verdict: deny, reason: token.signature}"));
		assertThat(outcome.isAsExpected()).isFalse();
		assertThat(outcome.failure()).contains("Expected  deny, token.signature", "Actual    deny, token.expired");
	}

	@Test
	void testWhenDecidedOtherwiseThenFailsWithExplanation() throws IOException {
		DynamicTest test = PolicyCaseTests
			.of(new PolicyCases(List.of(policyCase("{name: a, request: GET /api/books, verdict: allow}"))),
					PolicyCase::title, this.runner::require)
			.findFirst()
			.orElseThrow();
		assertThat(test.getDisplayName()).isEqualTo("a");
		assertThat(test.getTestSourceUri()).hasValueSatisfying(
				(uri) -> assertThat(uri).hasScheme("file").hasPath(this.directory + "/cases.yaml").hasQuery("line=2"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> test.getExecutable().execute())
			.withMessageContaining("deny, token.missing");
	}

	@Test
	void requestWhenNoJwtIsAskedForThenTokenIsNotSent() throws IOException {
		ExplainRequest request = this.runner
			.request(policyCase("{request: GET /open, claims: {roles: admin}, verdict: allow}"));
		assertThat(request.headers()).isEmpty();
	}

	@Test
	void requestWhenJwtIsNamedThenTokenIsSentInAnyCase() throws IOException {
		ExplainRequest request = this.runner
			.request(policyCase("{request: GET /open, token: {jwt: shop}, verdict: allow}"));
		assertThat(request.headers()).singleElement().asString().startsWith("Authorization: Bearer ey");
	}

	@Test
	void requestWhenTokenIsToBeLongThenItIs() throws IOException {
		for (String token : new String[] { "{size: 5000}", "{jwks: idp, size: 5000}" }) {
			ExplainRequest request = this.runner
				.request(policyCase("{request: GET /api/books, token: %s, verdict: deny}".formatted(token)));
			assertThat(request.headers().get(0).length()).isBetween(5000, 7000);
		}
	}

	@Test
	void runWhenNameIsUnknownThenSaysSo() throws IOException {
		Path file = Files.writeString(this.directory.resolve("cases.yaml"),
				"cases: [{request: GET /, token: {jwt: other}, verdict: deny}]");
		PolicyCase unknown = PolicyCases.read(file).cases().get(0);
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.runner.run(unknown))
			.withMessageContaining("'other'");
	}

	@Test
	void runWhenServerReadsForwardedHeadersThenHostIsFromThem() throws IOException {
		PolicyCase forwarded = policyCase(
				"{request: {method: GET, path: /, headers: {X-Forwarded-Host: admin.example.com}}, verdict: allow}");
		assertThat(this.runner.run(forwarded).actual()).isEqualTo("deny, route.none");
		assertThat(PolicyCaseRunner.offline(CONFIGURATION, true).run(forwarded).actual()).isEqualTo("allow");
	}

}
