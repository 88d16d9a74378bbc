package io.microgate.coverage;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.coverage.CoveredConfiguration.Unmatched;
import io.microgate.decision.Decision;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccessComparison} with requests whose decision changes, according to
 * the engine.
 */
class AccessComparisonTests {

	private static CheckedConfiguration read(String entries) {
		return Coverages.read("""
				microgate:
				  routes:
				    all: {paths: ["/**"]}
				  access-control-policies:
				    all:
				      targetRefs: [{name: all}]
				      policies: [%s]
				""".formatted(entries));
	}

	private static AccessComparison compare(CheckedConfiguration old, CheckedConfiguration next) {
		return AccessComparison.of(compared(old), compared(next), Set.of(), Set.of());
	}

	private static ComparedConfiguration compared(CheckedConfiguration checked) {
		return new ComparedConfiguration(
				new CoveredConfiguration(checked.properties().routes(), checked.properties().accessControlPolicies(),
						checked.properties().jwts(), checked.entryNames(), Unmatched.REFUSED),
				checked.properties().jwts(), checked.properties().jwks(),
				new ClientProofs(checked.properties().clientCertificate(), checked.properties().publicOrigins(),
						Map.copyOf(checked.properties().secrets())));
	}

	private static Decision decide(CheckedConfiguration configuration, TestRequest request) {
		return DecidedRequests.decide(configuration, List.of(request)).get(0);
	}

	private static String entry(String path, String authorization) {
		return "{requestConditions: {path: {matcher: {%s}}}, authorization: {%s}}".formatted(path, authorization);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			exact: /\u00dcber, ignoreCase: true      | exact: /\u00fcber, ignoreCase: true      | /\u00dcber
			prefix: /\u00dc, ignoreCase: true        | prefix: /\u00fc, ignoreCase: true        | /\u00dcber
			contains: \u212a, ignoreCase: true       | contains: k, ignoreCase: true            | /\u212a
			exact: /a/                               | regex: ^/a/$                             | /a/
			regex: '^/a/$'                           | exact: /a/                               | /a/
			exact: /a/                               | suffix: a/                               | /a/
			""")
	void differencesWhenVerdictChangesThenListsIt(String old, String next, String path) {
		CheckedConfiguration before = read(entry(old.translateEscapes(), "") + ", {authorization: {deny: {}}}");
		CheckedConfiguration after = read(entry(next.translateEscapes(), "") + ", {authorization: {deny: {}}}");
		TestRequest request = new TestRequest("GET", path.translateEscapes());
		assertThat(decide(before, request).allowed()).isNotEqualTo(decide(after, request).allowed());
		assertThat(compare(before, after).found().entrySet())
			.anyMatch((found) -> found.getKey().change() != AccessChange.SAME
					&& found.getValue().requests().takesPath(request.path()));
	}

	@Test
	void differencesWhenThereIsAnExampleThenItIsDecidedByWhatIsListed() {
		CheckedConfiguration before = read(entry("prefix: /x/", "deny: {}") + ", {authorization: {}}");
		CheckedConfiguration after = read(entry("prefix: /x/", "") + ", {authorization: {}}");
		AccessDifference difference = compare(before, after).differences().get(0);
		TestRequest request = TestRequest.parse(Objects.requireNonNull(difference.example()));
		assertThat(decide(before, request).allowed()).isFalse();
		assertThat(decide(after, request).allowed()).isTrue();
	}

}
