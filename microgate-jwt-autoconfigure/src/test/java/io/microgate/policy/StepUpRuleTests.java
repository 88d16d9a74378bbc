package io.microgate.policy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.PageBlock;
import io.microgate.decision.DenyReason;
import io.microgate.policy.AccessControlPolicySpec.StepUp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link StepUpRule}, to the nanosecond.
 */
class StepUpRuleTests {

	private static final long NOW = 1_800_000_000;

	private static final Duration SKEW = Duration.ofSeconds(60);

	private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);

	private static StepUpRule rule(List<String> acr, String maxAge) {
		return StepUpRule.compile(new StepUp(acr, maxAge), SKEW, CLOCK);
	}

	static Stream<Arguments> times() {
		return Stream.of(arguments(NOW - 600, true), arguments(NOW - 601, false),
				arguments(new BigDecimal(NOW - 600).subtract(new BigDecimal("0.000000001")), false),
				arguments(NOW + 60, true),
				arguments(new BigDecimal(NOW + 60).add(new BigDecimal("0.000000001")), false),
				arguments(NOW + 61, false), arguments(0L, false), arguments(-1L, false),
				arguments(BigInteger.valueOf(NOW), true), arguments(new BigInteger("9".repeat(100)), false),
				arguments(new BigDecimal("1e999999999"), false), arguments(new BigDecimal("-1e999999999"), false),
				arguments((double) NOW, true), arguments(Double.NaN, false), arguments(Double.POSITIVE_INFINITY, false),
				arguments(1_800_000_000, true), arguments(String.valueOf(NOW), false), arguments(true, false),
				arguments(List.of(NOW), false), arguments(Instant.ofEpochSecond(NOW), false), arguments(null, false));
	}

	@ParameterizedTest
	@MethodSource("times")
	void isSatisfiedByWhenMaxAgeThenAuthenticationIsRecent(Object time, boolean satisfied) {
		Map<String, Object> claims = new HashMap<>();
		claims.put("auth_time", time);
		assertThat(rule(null, "10m").isSatisfiedBy(claims, null)).isEqualTo(satisfied);
	}

	@Test
	void isSatisfiedByWhenSentAtAnotherTimeThenJudgedByIt() {
		StepUpRule rule = rule(null, "10m");
		Instant later = Instant.ofEpochSecond(NOW + 601);
		assertThat(rule.isSatisfiedBy(Map.of("auth_time", NOW), null)).isTrue();
		assertThat(rule.isSatisfiedBy(Map.of("auth_time", NOW), later)).isFalse();
		assertThat(rule.isSatisfiedBy(Map.of("auth_time", NOW + 601), later)).isTrue();
	}

	@Test
	void isSatisfiedByWhenAbsentClaimsThenNot() {
		assertThat(rule(null, "10m").isSatisfiedBy(Map.of(), null)).isFalse();
		assertThat(rule(List.of("a"), null).isSatisfiedBy(Map.of(), null)).isFalse();
		assertThat(StepUpRule.NONE.isSatisfiedBy(Map.of(), null)).isTrue();
	}

	@Test
	void isSatisfiedByWhenClassesThenOneOfThemExactly() {
		StepUpRule rule = rule(List.of("a", "b"), null);
		assertThat(Stream.of("a", "b")).allMatch((acr) -> rule.isSatisfiedBy(Map.of("acr", acr), null));
		assertThat(Stream.<Object>of("A", "a b", "a ", "", List.of("a"), 1L, true))
			.noneMatch((acr) -> rule.isSatisfiedBy(Map.of("acr", acr), null));
	}

	@Test
	void parametersWhenConfiguredThenAllOfThem() {
		assertThat(rule(List.of("a", "b"), "1h30m").parameters()).containsExactly(Map.entry("acr_values", "a b"),
				Map.entry("max_age", "5400"));
		assertThat(StepUpRule.NONE.parameters()).isEmpty();
	}

	@Test
	void parametersWhenReferenceShowsChallengeThenThose() throws IOException {
		DenyReason reason = DenyReason.TOKEN_STEP_UP;
		StringBuilder challenge = new StringBuilder(
				"HTTP/1.1 %d\nWWW-Authenticate: Bearer error=\"%s\"".formatted(reason.status(), reason.error()));
		rule(List.of("phr", "phrh"), "10m").parameters()
			.forEach((name, value) -> challenge.append(", %s=\"%s\"".formatted(name, value)));
		assertThat(PageBlock.read("docs/reference/configuration.md", "Step-up", "").strip())
			.hasToString(challenge.toString());
	}

}
