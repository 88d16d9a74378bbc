package io.microgate.check;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.util.JSONObjectUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExplainCommand} with tokens that are really signed.
 */
class ExplainCommandTests {

	private static final String YAML = """
			microgate:
			  routes: {api: {hostnames: [shop.example.com], paths: [/api/**]}}
			  jwks: {idp: {provider: {remote: {uri: "https://idp.example.com/jwks.json"}}}}
			  jwts:
			    shop:
			      requireAny: [{jwksRef: {name: idp}, issuer: "https://idp.example.com", audiences: [shop]}]
			      expirationRequired: true
			  access-control-policies:
			    api:
			      targetRefs: [{name: api}]
			      policies:
			        - requestConditions: {method: [POST], header: {name: {matcher: {exact: X-Key}}, value: {matcher: {exact: header-secret}}}}
			          authorization: {}
			        - requestConditions: {remoteIP: {cidrRanges: [10.0.0.0/8]}}
			          authorization: {}
			        - requestConditions: {method: [DELETE]}
			          authorization:
			            authentication: {jwt: {jwtRef: {name: shop}}}
			            requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: admin}}}}}]
			        - authorization: {authentication: {jwt: {jwtRef: {name: shop}}}}
			""";

	private static final TestIssuer ISSUER = new TestIssuer();

	private static final JsonMapper JSON = new JsonMapper();

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	@TempDir
	private Path directory;

	private String input = "";

	private Path yaml;

	@BeforeEach
	void writeConfiguration() throws IOException {
		this.yaml = write("application.yml", YAML);
	}

	private Path write(String name, String content) throws IOException {
		return Files.writeString(this.directory.resolve(name), content);
	}

	/**
	 * From a client whose address no entry asks for, unless the arguments say otherwise.
	 */
	private int run(Object... arguments) {
		List<String> texts = new ArrayList<>(List.of("explain"));
		List.of(arguments).forEach((argument) -> texts.add(argument.toString()));
		if (texts.stream().noneMatch((text) -> text.startsWith("--remote-address"))) {
			texts.add("--remote-address=192.0.2.1");
		}
		return new CheckCommand(new ByteArrayInputStream(this.input.getBytes(StandardCharsets.UTF_8)),
				new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), new StandardEnvironment())
			.run(texts.toArray(String[]::new));
	}

	/** Asks about a request of the shop with a token from standard input. */
	private int runWithToken(String token, String request, Object... arguments) throws IOException {
		this.input = token;
		List<Object> all = new ArrayList<>(List.of(this.yaml, "--request", request, "--host=shop.example.com",
				"--token-file=-", "--time", TestIssuer.NOW, "--jwks=idp=" + write("keys.json", ISSUER.jwks())));
		all.addAll(List.of(arguments));
		return run(all.toArray());
	}

	private String out() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	private String err() {
		return this.err.toString(StandardCharsets.UTF_8);
	}

	private JsonNode json() {
		return JSON.readTree(out());
	}

	private String all() {
		return out() + err();
	}

	@Test
	void explainWhenTokenIsGoodThenAllowed() throws IOException {
		assertThat(runWithToken(ISSUER.token(Map.of()) + "\n", "GET /api/books?x=1")).isEqualTo(ExplainCommand.ALLOWED);
		assertThat(out().lines().findFirst())
			.hasValueSatisfying((line) -> assertThat(line).startsWith("Allowed at ").contains("application.yml:"));
		assertThat(err()).isEmpty();
	}

	@Test
	void explainWhenClaimIsNotMetThenRefusedWithLineAndChange() throws IOException {
		assertThat(runWithToken(ISSUER.token(Map.of()), "DELETE /api/books")).isEqualTo(ExplainCommand.REFUSED);
		List<String> lines = out().lines().toList();
		assertThat(lines.get(0)).startsWith("Refused with 403: claims.require_all at ").endsWith("application.yml:19");
		assertThat(lines.get(lines.size() - 1)).startsWith("Change ").contains("roles");
		assertThat(lines.size()).isLessThanOrEqualTo(24);
	}

	@Test
	void explainWhenThereIsNoTokenThenMissing() {
		assertThat(run(this.yaml, "--request=GET /api/books", "--host=shop.example.com", "--format=json"))
			.isEqualTo(ExplainCommand.REFUSED);
		assertThat(json().at("/verdict/reason").asString()).isEqualTo("token.missing");
		assertThat(json().at("/verdict/status").asInt()).isEqualTo(401);
	}

	@Test
	void explainWhenKeyIsOfAStrangerThenSignatureIsNamed() throws IOException {
		assertThat(runWithToken(new TestIssuer().token(Map.of()), "GET /api/books", "--format", "json"))
			.isEqualTo(ExplainCommand.REFUSED);
		assertThat(json().at("/verdict/reason").asString()).isEqualTo("token.signature");
	}

	@Test
	void explainWhenTokenExpiredAtTimeThenSaysSo() throws IOException {
		assertThat(runWithToken(ISSUER.token(Map.of("exp", TestIssuer.NOW.getEpochSecond() - 3600)), "GET /api/books",
				"--format=json"))
			.isEqualTo(ExplainCommand.REFUSED);
		assertThat(json().at("/verdict/reason").asString()).isEqualTo("token.expired");
	}

	@Test
	void explainWhenUnverifiedThenVerdictDependsOnTheSignature() throws IOException {
		Path token = write("token.txt", new TestIssuer().token(Map.of()));
		assertThat(run(this.yaml, "--request=GET /api/books", "--host=shop.example.com", "--token-file=" + token,
				"--time=" + TestIssuer.NOW, "--unverified", "--format=json"))
			.isEqualTo(ExplainCommand.ALLOWED);
		assertThat(json().at("/verdict/provided").asString()).contains("signature");
	}

	@Test
	void explainWhenClaimsAreGivenThenNoTokenIsNeeded() throws IOException {
		Path claims = write("claims.json", JSONObjectUtils.toJSONString(TestIssuer.claims(Map.of("roles", "admin"))));
		assertThat(run(this.yaml, "--request=DELETE /api/books", "--host=shop.example.com", "--claims", claims,
				"--time", TestIssuer.NOW))
			.isEqualTo(ExplainCommand.ALLOWED);
		assertThat(out()).startsWith("Allowed if the signature is good at %s:16".formatted(this.yaml));
	}

	@Test
	void explainWhenIssuerIsAnotherThenNamesBothSidesAndShowsTheSlashOnlyWhenAsked() throws IOException {
		Path claims = write("claims.json",
				JSONObjectUtils.toJSONString(TestIssuer.claims(Map.of("iss", "https://idp.example.com/"))));
		Object[] arguments = { this.yaml, "--request=GET /api/books", "--host=shop.example.com", "--claims", claims,
				"--time", TestIssuer.NOW };
		assertThat(run(arguments)).isEqualTo(ExplainCommand.REFUSED);
		assertThat(out())
			.contains("Change    Use another token: JWT 'shop' expects issuer [https://idp.example.com]. "
					+ "Or, if the token is right, correct 'issuer' (")
			.doesNotContain("slash", "idp.example.com/");
		List<Object> shown = new ArrayList<>(List.of(arguments));
		shown.add("--show-claims");
		run(shown.toArray());
		assertThat(out()).contains("\"https://idp.example.com/\", which differs in the slash at the end only");
	}

	@Test
	void explainWhenAudienceIsAnotherThenNamesBothSides() throws IOException {
		Path claims = write("claims.json", JSONObjectUtils.toJSONString(TestIssuer.claims(Map.of("aud", "other"))));
		run(this.yaml, "--request=GET /api/books", "--host=shop.example.com", "--claims", claims, "--time",
				TestIssuer.NOW);
		assertThat(out()).contains("expects audience [shop]. Or, if the token is right, correct 'audiences' (");
	}

	@Test
	void explainWhenKeysAreNotGivenThenTheyAreUnavailable() throws IOException {
		this.input = ISSUER.token(Map.of());
		assertThat(run(this.yaml, "--request=GET /api/books", "--host=shop.example.com", "--token-file=-",
				"--time=" + TestIssuer.NOW, "--format=json"))
			.isEqualTo(ExplainCommand.REFUSED);
		assertThat(json().at("/verdict/reason").asString()).isEqualTo("key.unavailable");
		assertThat(err()).contains("--jwks=NAME=FILE", "--unverified");
	}

	@Test
	void explainWhenRemoteAddressDecidesThenItsEntryDoes() {
		assertThat(run(this.yaml, "--request=GET /api/books", "--host=shop.example.com", "--remote-address=10.1.2.3",
				"--format=json"))
			.isEqualTo(ExplainCommand.ALLOWED);
		assertThat(json().at("/verdict/entry").asInt()).isEqualTo(1);
	}

	@Test
	void explainWhenHeadersAreGivenThenConditionsSeeThem() throws IOException {
		Path headers = write("headers.txt", "Accept: */*\nX-Key: header-secret\n");
		for (String header : new String[] { "--header=X-Key: header-secret", "--header=@" + headers }) {
			this.out.reset();
			assertThat(run(this.yaml, "--request=POST /api/books", "--host=shop.example.com", header, "--format=json"))
				.isEqualTo(ExplainCommand.ALLOWED);
			assertThat(json().at("/verdict/entry").asInt()).isZero();
			assertThat(out()).doesNotContain("header-secret");
		}
	}

	@Test
	void explainWhenHostIsAnotherThenNoRoute() {
		assertThat(run(this.yaml, "--request=GET /api/books", "--host=other.example.com", "--format=json"))
			.isEqualTo(ExplainCommand.REFUSED);
		assertThat(json().at("/verdict/reason").asString()).isEqualTo("route.none");
	}

	@Test
	void explainWhenClaimsAreNotAskedForThenShowsNoValueOfTokenOrHeader() throws IOException {
		String token = ISSUER.token(Map.of());
		for (String format : new String[] { "text", "json" }) {
			runWithToken(token, "DELETE /api/books", "--format", format, "--header=X-Key: guess");
		}
		assertThat(all()).doesNotContain("secret", "reader", "guess");
		assertThat(token.split("\\.")).noneMatch(all()::contains);
	}

	@Test
	void explainWhenClaimsAreAskedForThenShowsOnlyThoseOfConditions() throws IOException {
		runWithToken(ISSUER.token(Map.of()), "DELETE /api/books", "--show-claims");
		assertThat(out()).contains("reader").doesNotContain("secret-card", "header-secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--token=%s", "--token %s", "%s", "--token-file=%s", "--token-file %s", "--claims=%s",
			"--header=Authorization: Bearer %s", "--request=GET /api/books?access_token=%s", "--jwks=idp=%s",
			"--unknown=%s", "--microgate.enabled=%s", "--time=%s", "--format=%s", "--host=%s" })
	void explainWhenTokenIsAnArgumentThenRefusesWithoutQuotingIt(String option) {
		String token = ISSUER.token(Map.of());
		List<Object> arguments = new ArrayList<>(List.of(this.yaml));
		if (!option.startsWith("--request")) {
			arguments.add("--request=GET /api/books");
		}
		for (String part : option.startsWith("--token") ? option.split(" ") : new String[] { option }) {
			arguments.add(part.formatted(token));
		}
		assertThat(run(arguments.toArray())).isEqualTo(ExplainCommand.FAILED);
		assertThat(err()).contains("--token-file");
		assertThat(token.split("\\.")).noneMatch(all()::contains);
	}

	@ParameterizedTest
	@ValueSource(strings = { "--token=opaque-secret", "opaque-secret", "--token-file=opaque-secret",
			"--time=opaque-secret", "--format=opaque-secret", "--claims=opaque-secret", "--opaque=opaque-secret",
			"--header=opaque-secret", "--header=@opaque-secret", "--remote-address=opaque-secret",
			"--jwks=opaque-secret", "--jwks=idp=opaque-secret", "--host=opaque-secret\nx" })
	void explainWhenArgumentIsWrongThenSaysWhatWithoutQuotingIt(String argument) {
		assertThat(run(this.yaml, "--request=GET /api/books", argument)).isEqualTo(ExplainCommand.FAILED);
		assertThat(err()).isNotBlank();
		assertThat(all()).doesNotContain("opaque-secret");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--request=GET                            | 'METHOD PATH'
			--request=GET api                        | must start with a slash
			--request=GET /a --token-file=- --claims=- | Only one of
			--request=GET /a --request=GET /b        | given once
			--request=GET /a --token-file=- --header=@- | standard input
			--request=GET /a --print                 | Not understood: --print
			--request=GET /a --time                  | must have a value
			--host=x                                 | There is no --request
			""")
	void explainWhenUsageIsWrongThenSaysHow(String arguments, String message) {
		List<Object> all = new ArrayList<>(List.of(this.yaml));
		all.addAll(List.of(arguments.strip().split(" (?=--)")));
		assertThat(run(all.toArray())).isEqualTo(ExplainCommand.FAILED);
		assertThat(err()).contains(message);
		assertThat(out()).isEmpty();
	}

	@Test
	void explainWhenConfigurationHasProblemsThenReportsThem() throws IOException {
		Path broken = write("application.yml", YAML.replace("paths", "path"));
		assertThat(run(broken, "--request=GET /api/books")).isEqualTo(ExplainCommand.FAILED);
		assertThat(err()).contains("path").contains("application.yml");
	}

	@Test
	void explainWhenKeySetIsUnusableThenSaysWhichAndNoMore() throws IOException {
		Path keys = write("keys.json", "{\"keys\":[{\"secret-key\":1}]}");
		assertThat(run(this.yaml, "--request=GET /api/books", "--jwks=idp=" + keys)).isEqualTo(ExplainCommand.FAILED);
		assertThat(err()).contains("idp").doesNotContain("secret-key");
		this.err.reset();
		assertThat(run(this.yaml, "--request=GET /api/books", "--jwks=unknown=" + write("k.json", ISSUER.jwks())))
			.isEqualTo(ExplainCommand.FAILED);
		assertThat(err()).contains("unknown");
	}

	@Test
	void explainWhenSwitchedOffThenSaysThatNothingIsDecided() {
		assertThat(run(this.yaml, "--request=GET /api/books", "--microgate.enabled=false"))
			.isEqualTo(ExplainCommand.FAILED);
		assertThat(err()).contains("'microgate.enabled' is false");
	}

	@Test
	void explainWhenRequestHasControlCharactersThenPrintsNone() {
		run(this.yaml, "--request=GET /api/\u001b[2Jx", "--host=shop.example.com", "--header=X: \u001b]0;x\u0007");
		run(this.yaml, "--request=GET /api/\u202ex\u009b", "--host=shop\u202e.example.com");
		run(this.yaml, "--request=GET /api/%1b%5b2J", "--host=shop.example.com", "--format=json");
		run(this.yaml, "--request=GET /api/%1b%5b2J%E2%80%AE", "--host=shop.example.com");
		assertThat(all().chars()
			.filter((character) -> character != '\n' && character != '\t')
			.noneMatch((character) -> Character.isISOControl(character) || character == '\u202e')).isTrue();
	}

}
