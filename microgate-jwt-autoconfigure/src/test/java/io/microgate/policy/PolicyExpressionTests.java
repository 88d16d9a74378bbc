package io.microgate.policy;

import java.util.ArrayList;
import java.util.List;

import io.microgate.match.TextNotJudgedException;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Policy}: what its expressions may cost for one request.
 */
class PolicyExpressionTests {

	@Test
	void selectWhenPathIsLongerThanAnExpressionSeesThenNotJudged() {
		Policy policy = policy(1, "/[0-9]+/admin");
		assertThat(policy.select(path("/", "x", 2048))).isNotNull();
		assertNotJudged(policy, path("/", "x", 2049));
	}

	@Test
	void selectWhenLongPathIsForNoExpressionThenJudged() {
		Policy policy = policy(1, "^/shop/[0-9]+/admin");
		assertThat(policy.select(path("/other/", "x", 8000))).isNotNull();
		assertNotJudged(policy, path("/shop/", "x", 8000));
	}

	@Test
	void selectWhenLongPathIsComparedLiterallyThenJudged() {
		Policy policy = Policy.compile("policy",
				Specs.policy(Specs.entry(Specs.path(Specs.prefix("/a")), Specs.DENY), Specs.entry(null, Specs.OPEN)),
				PolicyResources.of((name) -> null), (number) -> null);
		assertThat(policy.select(path("/", "x", 8000))).isNotNull();
	}

	@Test
	void selectWhenConditionIsInvertedThenLongPathIsNotJudgedEither() {
		Policy policy = Policy.compile("policy",
				Specs.policy(Specs.entry(Specs.invert(Specs.path(Specs.regex("^/public/"))), Specs.OPEN)),
				PolicyResources.of((name) -> null), (number) -> null);
		assertNotJudged(policy, path("/public/", "x", 2049));
		assertNotJudged(policy, path("/private/", "x", 2049));
	}

	@ParameterizedTest
	@ValueSource(strings = { "(^|/)\\.git(/|$)", "/[0-9]+/admin", "[a-z]+[0-9]$", ".*a.*b.*c", "\\.(php|asp|jsp)$",
			"(a|b|c|d){1,20}e", "\\pL+9" })
	void selectWhenManyExpressionsAreAskedThenLongPathIsJudged(String regex) {
		Policy policy = policy(128, regex);
		for (String part : List.of("a", "/.gi", "x.git", "/1/admi", "1", "abx", ".php", "abcd")) {
			assertThat(policy.select(path("/", part, 2048))).as(part).isNotNull();
		}
	}

	@Test
	void selectWhenExpressionsCostMoreThanARequestMayThenNotJudged() {
		Policy policy = policy(128, "\\bselect\\b");
		assertNotJudged(policy, path("/", "xselectx", 2048));
		assertThat(policy.select(path("/", "xselectx", 60))).isNotNull();
	}

	@Test
	void selectWhenHeadersCostMoreThanARequestMayThenNotJudged() {
		Policy policy = Policy.compile("policy",
				Specs.policy(
						Specs.entry(Specs.header(Specs.caselessRegex("^x-"), Specs.regex("\\bselect\\b")), Specs.DENY),
						Specs.entry(null, Specs.OPEN)),
				PolicyResources.of((name) -> null), (number) -> null);
		assertThat(policy.select(new TestRequest("GET", "/").header("X-A", "xselectx".repeat(500)))).isNotNull();
		assertNotJudged(policy, new TestRequest("GET", "/").header("X-A", "xselectx".repeat(8000)));
	}

	private static Policy policy(int expressions, String regex) {
		List<PolicySpec> entries = new ArrayList<>();
		for (int i = 0; i < expressions; i++) {
			entries.add(Specs.entry(Specs.path(Specs.regex(regex)), Specs.DENY));
		}
		entries.add(Specs.entry(null, Specs.OPEN));
		return Policy.compile("policy", Specs.policy(entries.toArray(PolicySpec[]::new)),
				PolicyResources.of((name) -> null), (number) -> null);
	}

	private static TestRequest path(String start, String part, int length) {
		return new TestRequest("GET", (start + part.repeat(length)).substring(0, length));
	}

	private static void assertNotJudged(Policy policy, TestRequest request) {
		assertThatExceptionOfType(TextNotJudgedException.class).isThrownBy(() -> policy.select(request));
	}

}
