package io.microgate.verdict;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.Configurations;
import io.microgate.engine.ExplainRequest;
import io.microgate.engine.Explanation;
import io.microgate.runtime.ConfigurationExplainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Asks for explanations with hostile requests, tokens and claims.
 */
@Tag("slow")
class ExplainAttackTests {

	/** Generous on a busy machine: what is not bounded takes far longer. */
	private static final Duration LONGEST = Duration.ofSeconds(20);

	private static final String CONFIGURATION = """
			microgate:
			  routes:
			    api: {paths: [/api/**]}
			  jwks:
			    main: {provider: {remote: {uri: 'https://idp.example/jwks', tls: {certificateVerification: {publicCAs: {}}}}}}
			  jwts:
			    shop:
			      requireAny: [{jwksRef: {name: main}, issuer: https://shop.example, subject: {matcher: {regex: '^a.*b.*c$'}}}]
			      expirationRequired: true
			      extensions: {maxTokenSize: 64KB}
			  access-control-policies:
			    api:
			      targetRefs: [{name: api}]
			      policies:
			        - requestConditions: {header: {name: {matcher: {exact: X-Mode}}, value: {matcher: {exact: secret-mode}}}}
			          authorization: {}
			        - authorization:
			            authentication: {jwt: {jwtRef: {name: shop}}}
			            requireAll: [{jwt: {claim: {name: roles, value: {matcher: {exact: reader}}}}}]
			""";

	private static final TestKeys KEYS = new TestKeys();

	private final TokenForge forge = new TokenForge(KEYS);

	@Test
	void explainWhenClaimsHaveControlCharactersThenQuotesThem() {
		Explanation explanation = explain(
				claims("{\"iss\":\"a\\u0000\\n\\u001b[31m\\u202e</script>\",\"exp\":9999999999}", true));
		Explanation.Step issuer = explanation.requirements().get(0).steps().get(5);
		assertThat(issuer.step()).isEqualTo("issuer");
		assertThat(issuer.actual()).isEqualTo("\"a\\u0000\\u000a\\u001b[31m\\u202e</script>\"");
	}

	@Test
	void explainWhenValuesAreNotAskedForThenHasNone() {
		String secret = "secret-claim-value";
		Explanation refused = explain(
				claims("{\"iss\":\"%s\",\"sub\":\"%s\",\"exp\":1}".formatted(secret, secret), false));
		assertThat(refused.toString()).doesNotContain(secret);
		Explanation conditions = explain(
				claims("{\"iss\":\"https://shop.example\",\"sub\":\"abc\",\"exp\":9999999999,\"roles\":[\"%s\"]}"
					.formatted(secret), false));
		assertThat(conditions.verdict().reason()).isEqualTo("claims.require_all");
		assertThat(conditions.claims().get(0).outcome()).isEqualTo("not met");
		assertThat(conditions.toString()).doesNotContain(secret);
	}

	@Test
	void explainWhenValuesAreAskedForThenHasThemAndNotTheToken() {
		String token = this.forge.forge(new TokenRecipe(Map.of("claims", Map.of("iss", "https://wrong.example"))));
		Explanation explanation = explain(token(token, true));
		assertThat(explanation.verdict().reason()).isEqualTo("token.issuer");
		assertThat(explanation.toString()).contains("https://wrong.example")
			.doesNotContain(token.split("\\.")[0], token.split("\\.")[1], token.split("\\.")[2]);
	}

	@Test
	void explainWhenClaimsAloneThenSaysWhatTheVerdictDependsOn() {
		Explanation allowed = explain(claims(
				"{\"iss\":\"https://shop.example\",\"sub\":\"abc\",\"exp\":9999999999,\"roles\":\"reader\"}", false));
		assertThat(allowed.verdict().outcome()).isEqualTo("allow");
		assertThat(allowed.verdict().provided()).isEqualTo("the signature is good");
		assertThat(allowed.requirements().get(0).steps().subList(0, 6)).extracting(Explanation.Step::outcome)
			.containsExactly("not checked", "not checked", "not checked", "not checked", "not checked", "met");
	}

	@Test
	void explainWhenSignatureIsAssumedThenStillChecksStructure() {
		String unsigned = this.forge.forge(new TokenRecipe(Map.of("key", "other-1", "claims",
				Map.of("iss", "https://shop.example", "sub", "abc", "roles", "reader"))));
		assertThat(explain(token(unsigned, false)).verdict().reason()).isEqualTo("key.unknown");
		ExplainRequest assumed = new ExplainRequest("GET", "/api/x", null, List.of(), null, false, unsigned, null, true,
				null, false);
		assertThat(explain(assumed).verdict().outcome()).isEqualTo("allow");
		assertThat(explain(assumed).verdict().provided()).isEqualTo("the signature is good");
		ExplainRequest broken = new ExplainRequest("GET", "/api/x", null, List.of(), null, false, "a.b", null, true,
				null, false);
		assertThat(explain(broken).verdict().reason()).isEqualTo("token.malformed");
		assertThat(explain(broken).verdict().provided()).isNull();
	}

	@Test
	void explainWhenTimeIsGivenThenJudgesByIt() {
		String token = this.forge.forge(new TokenRecipe(
				Map.of("claims", Map.of("iss", "https://shop.example", "sub", "abc", "roles", "reader"))));
		assertThat(explain(token(token, false)).verdict().outcome()).isEqualTo("allow");
		Explanation later = explain(new ExplainRequest("GET", "/api/x", null, List.of(), null, false, token, null,
				false, Instant.now().plus(Duration.ofDays(1)), false));
		assertThat(later.verdict().reason()).isEqualTo("token.expired");
		assertThat(later.change().target()).isEqualTo("exp");
	}

	@Test
	void explainWhenHeaderOfConditionIsGuessedThenShowsNoValue() {
		ExplainRequest guess = new ExplainRequest("GET", "/api/x", null, List.of("X-Mode: guess"), null, false, null,
				null, false, null, true);
		assertThat(explain(guess).toString()).doesNotContain("secret-mode");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "[]", "{}", "\"a\"", "{\"iss\":1}", "{\"a\":{\"a\":1,\"a\":2}}", "{\"exp\":\"x\"}",
			"{\"exp\":1e400}", "{\"iss\":null,\"aud\":[1,null],\"sub\":[[]],\"exp\":9999999999}", "", "{", "\u0000" })
	void explainWhenClaimsAreOddThenRefuses(String claims) {
		Explanation explanation = explain(claims(claims, true));
		assertThat(explanation.verdict().outcome()).isEqualTo("deny");
		assertThat(explanation.verdict().reason()).startsWith("token.");
		assertThat(explanation.change()).isNotNull();
	}

	@Test
	void explainWhenClaimsAreHugeThenIsBounded() {
		String digits = "9".repeat(40_000);
		long start = System.nanoTime();
		Explanation number = explain(claims("{\"iss\":\"https://shop.example\",\"exp\":%s}".formatted(digits), true));
		Explanation text = explain(
				claims("{\"iss\":\"%s\",\"sub\":\"%s\"}".formatted("a".repeat(20_000), "ab".repeat(10_000)), true));
		String list = IntStream.range(0, 8000).mapToObj(Integer::toString).collect(Collectors.joining(","));
		Explanation array = explain(claims("{\"iss\":[%s],\"exp\":9999999999}".formatted(list), true));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
		for (Explanation explanation : List.of(number, text, array)) {
			assertThat(explanation.verdict().outcome()).isEqualTo("deny");
			assertThat(explanation.toString()).hasSizeLessThan(20_000);
		}
	}

	@Test
	void explainWhenThereAreManyRoutesThenIsBounded() {
		String routes = IntStream.range(0, 2000)
			.mapToObj((i) -> "        - path: {type: RegularExpression, value: '/[ab]+c%d/x.*'}\n".formatted(i))
			.collect(Collectors.joining());
		List<String> names = new ArrayList<>();
		StringBuilder yaml = new StringBuilder("microgate:\n  routes:\n");
		String[] matches = routes.split("\n");
		for (int i = 0; i < 20; i++) {
			names.add("{name: r" + i + "}");
			yaml.append("    r").append(i).append(":\n      matches:\n");
			for (int j = 0; j < 100; j++) {
				yaml.append(matches[i * 100 + j]).append('\n');
			}
		}
		yaml.append("  access-control-policies:\n");
		for (int i = 0; i < 20; i++) {
			yaml.append("    p%d: {targetRefs: [%s], policies: [{authorization: {}}]}\n".formatted(i, names.get(i)));
		}
		ConfigurationExplainer explainer = explainer(yaml.toString());
		long start = System.nanoTime();
		Explanation explanation = explainer.explain(ExplainRequest.of("GET", "/" + "ab".repeat(900) + "/x"));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
		assertThat(explanation.routes()).hasSizeLessThanOrEqualTo(50);
	}

	@Test
	void explainWhenHeadersAndQueryAreLikeTokensWithoutEndThenIsBounded() {
		String beginnings = "eyJ".repeat(20_000);
		ExplainRequest request = new ExplainRequest("GET", "/api/x?a=" + beginnings, null, List.of("X: " + beginnings),
				null, false, null, null, false, null, false);
		ConfigurationExplainer explainer = explainer(CONFIGURATION);
		explainer.explain(token("x", false));
		long start = System.nanoTime();
		assertThat(explainer.explain(request).verdict().reason()).isEqualTo("token.missing");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
	}

	@Test
	void explainWhenAddressIsNeededAndNotGivenThenSaysSo() {
		Explanation explanation = explainer(CONFIGURATION.replace("requestConditions: {header",
				"requestConditions: {remoteIP: {cidrRanges: [10.0.0.0/8]}, header"))
			.explain(new ExplainRequest("GET", "/api/x", null, List.of("X-Mode: secret-mode"), null, false, null, null,
					false, null, false));
		assertThat(explanation.verdict().reason()).isEqualTo("error.internal");
		assertThat(explanation.verdict().expected()).contains("IP address of the client").doesNotContain("error level");
		assertThat(explanation.change().target()).isEqualTo("remoteAddress");
	}

	@Test
	void explainWhenForwardedHeadersAreUnreadableThenQuotesNothing() {
		ExplainRequest request = new ExplainRequest("GET", "/api/x", null, List.of("X-Forwarded-Port: secret\"part"),
				null, true, null, null, false, null, false);
		ConfigurationExplainer explainer = explainer(CONFIGURATION);
		assertThatIllegalArgumentException().isThrownBy(() -> explainer.explain(request))
			.withMessageNotContainingAny("secret", "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X: a\r\nAuthorization: Bearer x", "X: a\nb", "X : a", ": a", "no colon", "X\u0000: a" })
	void requestWhenHeaderIsNoLineThenIsRefused(String header) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ExplainRequest("GET", "/api", null, List.of(header),
				null, false, null, null, false, null, false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "api", "/a b", "/a\r\nHost: b", "http://other.example/a" })
	void requestWhenTargetIsNoneThenIsRefused(String target) {
		assertThatIllegalArgumentException().isThrownBy(() -> ExplainRequest.of("GET", target));
	}

	@Test
	void requestWhenWrittenThenHasNoToken() {
		assertThat(token("secret", true).toString()).doesNotContain("secret");
	}

	private static ExplainRequest token(String token, boolean values) {
		return new ExplainRequest("GET", "/api/x", null, List.of(), null, false, token, null, false, null, values);
	}

	private static ExplainRequest claims(String claims, boolean values) {
		return new ExplainRequest("GET", "/api/x", null, List.of(), null, false, null, claims, false, null, values);
	}

	private Explanation explain(ExplainRequest request) {
		return explainer(CONFIGURATION).explain(request);
	}

	private ConfigurationExplainer explainer(String yaml) {
		CheckedConfiguration configuration = CheckedConfiguration.read(Configurations.environment(yaml), List.of());
		Map<String, byte[]> keySets = yaml.contains("jwks:")
				? Map.of("main", KEYS.publish("main").getBytes(StandardCharsets.UTF_8)) : Map.of();
		return ConfigurationExplainer.offline(configuration, keySets, Clock.systemUTC());
	}

}
