package io.microgate.test.policy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.constraint.Marker;
import io.microgate.decision.DenyReason;
import io.microgate.jwt.JwtSpec.ExtractionSource;
import io.microgate.jwt.JwtSpec.Named;
import io.microgate.test.policy.PolicyCaseToken.Defect;
import io.microgate.test.policy.PolicyCaseToken.Times;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Tests for {@link PolicyCases}.
 */
class PolicyCasesTests {

	private static final CheckedConfiguration CONFIGURATION = CheckedConfigurations.read("""
			microgate:
			  routes: {api: {paths: [/api/**]}}
			  jwks: {idp: {provider: {remote: {uri: "https://idp.example.com/jwks.json"}}}}
			  jwts: {shop: {requireAny: [{jwksRef: {name: idp}}, {jwksRef: {name: idp}}], expirationRequired: true}}
			  access-control-policies: {api: {targetRefs: [{name: api}], policies: [{authorization: {deny: {}}}]}}
			""");

	private static final String ONE = "cases: [{request: GET /, verdict: deny}]";

	@TempDir
	private Path directory;

	private PolicyCases read(String yaml) throws IOException {
		return PolicyCases.read(Files.writeString(this.directory.resolve("cases.yaml"), yaml), CONFIGURATION);
	}

	@Test
	void readWhenSmallestThenRequestWithoutTokenAtFixedTime() throws IOException {
		assertThat(read(ONE).cases()).containsExactly(new PolicyCase(null, null, PolicyCaseRequest.of("GET", "/"), null,
				false, null, Instant.parse("2026-01-01T00:00:00Z"), this.directory.resolve("cases.yaml") + ":1"));
	}

	@Test
	void readWhenFileHasTimeAndHostThenTheyCountForCasesWithoutThem() throws IOException {
		PolicyCases cases = read("""
				time: 2026-05-01T12:00:00Z
				host: api.example.com
				cases:
				  - {request: GET /, verdict: deny}
				  - request: {method: GET, path: /, host: other.example.com}
				    time: "2026-06-01T12:00:00Z"
				    verdict: deny
				""");
		assertThat(cases.cases()).extracting((each) -> each.request().host(), PolicyCase::time)
			.containsExactly(tuple("api.example.com", Instant.parse("2026-05-01T12:00:00Z")),
					tuple("other.example.com", Instant.parse("2026-06-01T12:00:00Z")));
	}

	@Test
	void readWhenTokenHasEverythingThenAllOfIt() throws IOException {
		PolicyCaseToken token = read("""
				cases:
				  - request: GET /
				    token:
				      jwt: shop
				      entry: 1
				      claims: {roles: [admin, 5, 1.5, true], realm: {a: {b: null}}}
				      without: [aud]
				      expired: true
				      notYetValid: false
				      signedByStranger: true
				      issuedAt: -1h
				      notBefore: 0s
				      expiresAt: 10m
				      typ: at+jwt
				      alg: ES384
				      kid: other
				      size: 9000
				    verdict: deny
				""").cases().get(0).token();
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("roles", List.of("admin", 5L, new BigDecimal("1.5"), true));
		Map<String, Object> inner = new LinkedHashMap<>();
		inner.put("b", null);
		claims.put("realm", Map.of("a", inner));
		claims.put("aud", null);
		assertThat(token).isEqualTo(new PolicyCaseToken(null, "shop", 1, null, claims,
				new Times(Duration.ofHours(-1), Duration.ZERO, Duration.ofMinutes(10)),
				Map.of("typ", "at+jwt", "alg", "ES384", "kid", "other"),
				Set.of(Defect.EXPIRED, Defect.SIGNED_BY_STRANGER), 9000, null));
	}

	@Test
	void readWhenCaseNamesTokenThenThatToken() throws IOException {
		PolicyCases cases = read("""
				tokens:
				  reader: {claims: {roles: [reader]}}
				  'admin[0]': {claims: {roles: [admin]}, sendAs: {cookie: {name: session}}}
				cases:
				  - {request: GET /, token: 'admin[0]', verdict: allow}
				  - {request: GET /, token: reader, verdict: deny}
				""");
		ExtractionSource cookie = new ExtractionSource(null, null, null, new Named("session"));
		assertThat(cases.cases()).extracting(PolicyCase::token)
			.containsExactly(
					new PolicyCaseToken("admin[0]", null, 0, null, Map.of("roles", List.of("admin")), Times.NONE,
							Map.of(), Set.of(), 0, cookie),
					PolicyCaseToken.of(Map.of("roles", List.of("reader"))).named("reader"));
		assertThat(cases.cases()).extracting(PolicyCase::title)
			.containsExactly("GET / with token admin[0]", "GET / with token reader");
	}

	@Test
	void readWhenCasesAreInGroupsThenNamesDifferInGroup() throws IOException {
		PolicyCases cases = read("""
				cases:
				  - group: books
				    cases:
				      - {name: a, request: GET /, verdict: deny}
				      - {request: GET /x, verdict: deny}
				  - {group: more, cases: [{name: a, request: GET /, verdict: deny}]}
				  - {name: a, request: GET /, verdict: deny}
				""");
		assertThat(cases.cases()).extracting(PolicyCase::title)
			.containsExactly("books: a", "books: GET /x with no token", "more: a", "a");
	}

	static List<Arguments> rejections() throws IOException {
		List<Arguments> rejections = new ArrayList<>();
		List<String> problems = new ArrayList<>();
		StringBuilder yaml = new StringBuilder();
		try (InputStream table = PolicyCasesTests.class.getResourceAsStream("/policy-cases/rejections.txt")) {
			boolean inHead = true;
			for (String line : (new String(table.readAllBytes(), StandardCharsets.UTF_8) + "\n### end").lines()
				.skip(2)
				.toList()) {
				boolean head = line.startsWith("### ");
				if (head && !inHead) {
					rejections.add(argumentSet(problems.toString(), List.copyOf(problems), yaml.toString()));
					problems.clear();
					yaml.setLength(0);
				}
				inHead = head;
				if (head) {
					problems.add(line.substring(4));
				}
				else {
					yaml.append(line).append('\n');
				}
			}
		}
		return rejections;
	}

	@ParameterizedTest
	@MethodSource("rejections")
	void readWhenWrongThenAllProblemsWithTheirLines(List<String> expected, String yaml) {
		Path file = this.directory.resolve("cases.yaml");
		assertThatExceptionOfType(InvalidPolicyCasesException.class).isThrownBy(() -> read(yaml)).satisfies((ex) -> {
			assertThat(ex.problems()).hasSameSizeAs(expected);
			for (int i = 0; i < expected.size(); i++) {
				String[] parts = expected.get(i).split(" \\| ", 2);
				String place = parts[0].equals("0") ? file + ": " : file + ":" + parts[0] + ": ";
				assertThat(ex.problems().get(i)).startsWith(place).contains(parts[1].replace("FILE", file.toString()));
			}
			assertThat(ex).hasMessage(String.join(System.lineSeparator(), ex.problems()));
		});
	}

	@Test
	void readWhenFileDoesNotExistThenOneProblem() {
		Path file = this.directory.resolve("none.yaml");
		assertThatExceptionOfType(InvalidPolicyCasesException.class).isThrownBy(() -> PolicyCases.read(file))
			.withMessage(file + ": The file cannot be read");
	}

	@Test
	void readWhenWithoutConfigurationThenNamesAreNotChecked() throws IOException {
		Path file = Files.writeString(this.directory.resolve("cases.yaml"),
				"cases: [{request: GET /, token: {jwt: other}, verdict: deny}]");
		assertThat(PolicyCases.read(file).cases()).hasSize(1);
	}

	@Test
	void readWhenAliasesMultiplyThenRefused() {
		StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
		for (int i = 1; i <= 9; i++) {
			yaml.append(
					"a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d]%n".formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1));
		}
		yaml.append(ONE);
		assertThatExceptionOfType(InvalidPolicyCasesException.class).isThrownBy(() -> read(yaml.toString()))
			.withMessageContaining("must have at most 200000 values, aliases written out");
	}

	@Test
	void readWhenDeepThenRefused() {
		assertThatExceptionOfType(InvalidPolicyCasesException.class)
			.isThrownBy(() -> read("cases: " + "[".repeat(10_000) + "]".repeat(10_000)))
			.withMessageContaining("nested at most 50 levels deep");
	}

	@Test
	void readWhenFileHas100MegabytesThenRefusedAfterItsBeginning() throws IOException {
		Path file = this.directory.resolve("cases.yaml");
		try (BufferedWriter writer = Files.newBufferedWriter(file)) {
			writer.write(ONE + "\n#");
			char[] block = " ".repeat(1024 * 1024).toCharArray();
			for (int i = 0; i < 100; i++) {
				writer.write(block);
			}
		}
		assertThatExceptionOfType(InvalidPolicyCasesException.class).isThrownBy(() -> PolicyCases.read(file))
			.withMessageContaining("must be at most 3 MiB long");
	}

	static Stream<Arguments> written() {
		PolicyCaseRequest request = PolicyCaseRequest.of("GET", "/api");
		PolicyCaseRequest full = new PolicyCaseRequest("GET", "/api?t={token}", "a.example.com",
				Map.of("X-A", List.of("1", "true"), "X-B", List.of("a: b")), "192.0.2.1");
		return Stream.of(argumentSet("no token", request, null), argumentSet("good", request, PolicyCaseToken.GOOD),
				argumentSet("expired", request, PolicyCaseToken.of(Defect.EXPIRED)),
				argumentSet("stranger", request, PolicyCaseToken.of(Defect.SIGNED_BY_STRANGER)),
				argumentSet("not yet valid", request, PolicyCaseToken.of(Defect.NOT_YET_VALID)),
				argumentSet("claims", request,
						PolicyCaseToken.of(Map.of("roles", List.of("admin"), "n", 5L, "s", "5", "b", true, "t", "true",
								"d", new BigDecimal("1E+3"), "empty", "", "u", "\u2028 \u0007 é"))),
				argumentSet("removed claim", request, PolicyCaseToken.of(Collections.singletonMap("a", null))),
				argumentSet("request in full", full,
						new PolicyCaseToken(null, "shop", 1, null, Map.of("a", Map.of("b", List.of())),
								new Times(Duration.ofSeconds(-90), Duration.ZERO, Duration.ofHours(2)),
								Map.of("typ", "", "alg", "none"), Set.of(Defect.SIGNED_BY_STRANGER), 9000, null)),
				argumentSet("certificate",
						request.presenting(
								new PolicyCaseCertificate(null, "CN=a\\, b", "CN='c'", List.of("DNS:a.example.com"))),
						null),
				argumentSet("certificate without names", request.presenting(PolicyCaseCertificate.UNNAMED), null),
				argumentSet("complete token", full, complete(null, null)),
				argumentSet("token that has a name", full, complete("books[0], no 'sub'", null)),
				argumentSet("bearer token", request,
						complete("a: #", new ExtractionSource(new Marker(), null, null, null))),
				argumentSet("token in a header", request,
						complete("yes", new ExtractionSource(null, new Named("X-Token"), null, null))),
				argumentSet("token in the query", request,
						complete("1", new ExtractionSource(null, null, new Named("t k"), null))),
				argumentSet("token in a cookie", request,
						complete("{a, b}", new ExtractionSource(null, null, null, new Named("c")))));
	}

	private static PolicyCaseToken complete(@Nullable String name, @Nullable ExtractionSource sendAs) {
		return new PolicyCaseToken(name, null, 0, "idp", Map.of("sub", "a"), new Times(null, null, Duration.ofDays(1)),
				Map.of("alg", "RS256"), Set.of(), 0, sendAs);
	}

	@ParameterizedTest
	@MethodSource("written")
	void toYamlWhenReadAgainThenSameCases(PolicyCaseRequest request, PolicyCaseToken token) throws IOException {
		Instant time = Instant.parse("2026-03-01T00:00:00Z");
		List<PolicyCase> cases = List.of(
				new PolicyCase("books[1] on route books", "a: #1", request, token, false, DenyReason.TOKEN_EXPIRED,
						time, null),
				new PolicyCase("books[1] on route books", null, request, token, true, null, time, null),
				new PolicyCase(null, "yes", PolicyCaseRequest.of("GET", "/"), null, false, null,
						PolicyCase.DEFAULT_TIME, null));
		for (List<PolicyCase> some : List.of(cases, cases.subList(0, 2))) {
			String yaml = new PolicyCases(some).toYaml();
			List<PolicyCase> again = read(yaml).cases();
			assertThat(again.stream().map(PolicyCasesTests::withoutPlace)).isEqualTo(some);
			assertThat(new PolicyCases(again).toYaml()).isEqualTo(yaml).doesNotContain("&", "*");
		}
	}

	private static PolicyCase withoutPlace(PolicyCase read) {
		return new PolicyCase(read.group(), read.name(), read.request(), read.token(), read.allowed(), read.reason(),
				read.time(), null);
	}

	@Test
	void toYamlWhenCasesAgreeThenShort() {
		PolicyCaseRequest request = new PolicyCaseRequest("GET", "/api", "a.example.com", Map.of(), null);
		PolicyCases cases = new PolicyCases(List.of(
				new PolicyCase(null, "books", request, PolicyCaseToken.of(Map.of("roles", List.of("admin"))), true,
						null, PolicyCase.DEFAULT_TIME, null),
				new PolicyCase(null, "nothing", request, PolicyCaseToken.GOOD, false, DenyReason.CLAIMS_REQUIRE_ALL,
						PolicyCase.DEFAULT_TIME, null)));
		assertThat(cases.toYaml()).isEqualTo("""
				host: a.example.com
				cases:
				  - {name: books, request: GET /api, claims: {roles: [admin]}, verdict: allow}
				  - {name: nothing, request: GET /api, token: good, verdict: deny, reason: claims.require_all}
				""");
	}

	@Test
	void toYamlWhenMostCasesHaveHostThenItIsWrittenOnce() {
		List<PolicyCase> cases = new ArrayList<>();
		for (String host : List.of("b.example.com", "a.example.com", "a.example.com")) {
			cases.add(new PolicyCase("books", null, new PolicyCaseRequest("GET", "/api", host, Map.of(), null),
					PolicyCaseToken.of(Map.of("roles", "admin")).named("books[0], 'roles'"), true, null,
					PolicyCase.DEFAULT_TIME, null));
		}
		assertThat(new PolicyCases(cases).toYaml()).isEqualTo(
				"""
						host: a.example.com
						tokens:
						  "books[0], 'roles'": {claims: {roles: admin}}
						cases:
						  - group: books
						    cases:
						      - {request: {method: GET, path: /api, host: b.example.com}, token: "books[0], 'roles'", verdict: allow}
						      - {request: GET /api, token: "books[0], 'roles'", verdict: allow}
						      - {request: GET /api, token: "books[0], 'roles'", verdict: allow}
						""");
	}

	@Test
	void toYamlWhenTokensShareNameThenThrows() {
		PolicyCaseRequest request = PolicyCaseRequest.of("GET", "/");
		List<PolicyCase> cases = List.of(
				new PolicyCase(null, null, request, PolicyCaseToken.GOOD.named("a"), true, null,
						PolicyCase.DEFAULT_TIME, null),
				new PolicyCase(null, null, request, PolicyCaseToken.of(Defect.EXPIRED).named("a"), false, null,
						PolicyCase.DEFAULT_TIME, null));
		assertThatIllegalArgumentException().isThrownBy(new PolicyCases(cases)::toYaml)
			.withMessage("There are two tokens with the name 'a'");
	}

}
