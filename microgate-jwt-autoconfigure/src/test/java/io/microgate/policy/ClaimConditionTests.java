package io.microgate.policy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ClaimConditionTests {

	@ParameterizedTest
	@MethodSource("values")
	void metWhenValueIsExactThenComparesText(Object claim, String exact, boolean expected) {
		assertThat(met(condition("c", Specs.exact(exact)), claims("c", claim))).isEqualTo(expected);
	}

	static Stream<Arguments> values() {
		return Stream.of(arguments("admin", "admin", true), arguments("Admin", "admin", false),
				arguments(" admin", "admin", false), arguments("admin,user", "admin", false),
				arguments("\u0430dmin", "admin", false), arguments("", "admin", false), arguments("1.0", "1", false),
				arguments("true", "true", true), arguments(true, "true", true), arguments(false, "false", true),
				arguments(true, "false", false), arguments(true, "True", false), arguments(true, "1", false),
				arguments(1, "1", true), arguments(1L, "1", true), arguments(1, "1.0", false),
				arguments(1, "01", false), arguments(new BigDecimal("1.0"), "1", true),
				arguments(new BigDecimal("1e3"), "1000", true), arguments(new BigDecimal("1e3"), "1e3", false),
				arguments(new BigDecimal("1.50"), "1.5", true), arguments(new BigDecimal("-0.0"), "0", true),
				arguments(new BigDecimal("-0.0"), "-0", false), arguments(1.5, "1.5", true),
				arguments(new BigInteger("18446744073709551616"), "18446744073709551616", true),
				arguments(Instant.ofEpochSecond(1700000000), "1700000000", true),
				arguments(Instant.ofEpochSecond(1700000000), "2023-11-14T22:13:20Z", false),
				arguments(Instant.ofEpochMilli(1700000000250L), "1700000000.25", true),
				arguments(Map.of("admin", 1), "admin", false), arguments(Map.of(), "{}", false),
				arguments(new String[] { "admin" }, "admin", false), arguments('a', "a", false),
				arguments(new StringBuilder("admin"), "admin", false));
	}

	@ParameterizedTest
	@MethodSource("arrays")
	void metWhenValueIsArrayThenAnyElementOfAnArrayOfPrimitives(List<?> claim, boolean expected) {
		assertThat(met(condition("c", Specs.exact("1")), claims("c", claim))).isEqualTo(expected);
	}

	static Stream<Arguments> arrays() {
		return Stream.of(arguments(List.of("1"), true), arguments(List.of("0", "1"), true),
				arguments(List.of("1", "0"), true), arguments(List.of(1), true), arguments(List.of(true, 1L), true),
				arguments(List.of("a", false, new BigDecimal("1.0")), true), arguments(List.of(), false),
				arguments(List.of("0"), false), arguments(List.of("0,1"), false), arguments(List.of("01", true), false),
				arguments(Arrays.asList("1", null), false), arguments(Arrays.asList(null, "1"), false),
				arguments(List.of("1", List.of("0")), false), arguments(List.of(List.of("1")), false),
				arguments(List.of("1", Map.of("a", 1)), false), arguments(List.of(Map.of("1", 1), "1"), false),
				arguments(List.of("1", 'a'), false), arguments(List.of(new BigDecimal("1e400")), false),
				arguments(List.of(new BigDecimal("1e400"), "1"), true),
				arguments(List.of("1", new BigDecimal("1e400")), true));
	}

	@Test
	void metWhenValueCannotBeTextThenNotEvenAnythingMatches() {
		for (Object claim : List.of(Map.of("a", "b"), List.of(Map.of()), List.of(List.of()), List.of(),
				new BigDecimal("1e400"), Double.NaN)) {
			assertThat(matchesAnything(claim)).isFalse();
		}
		assertThat(matchesAnything(null)).isFalse();
		assertThat(matchesAnything("")).isTrue();
		assertThat(matchesAnything(List.of(""))).isTrue();
	}

	@ParameterizedTest
	@MethodSource("present")
	void metWhenNoValueIsAskedForThenClaimExists(Object claim) {
		assertThat(met(condition("c", null), claims("c", claim))).isTrue();
	}

	static Stream<Object> present() {
		return Stream.of("", "a", false, 0, new BigDecimal("1e400"), Instant.EPOCH, List.of(), Map.of(),
				Collections.singletonList(null));
	}

	@Test
	void metWhenClaimIsNullOrMissingThenNever() {
		assertThat(met(condition("c", null), claims("c", null))).isFalse();
		assertThat(met(condition("c", null), Map.of())).isFalse();
		assertThat(met(condition("c", Specs.exact("null")), claims("c", null))).isFalse();
		assertThat(met(condition("c", Specs.regex(".*")), Map.of())).isFalse();
	}

	@Test
	void metWhenNameHasDotsThenItIsLiteral() {
		Map<String, Object> nested = Map.of("a", Map.of("b", "x"), "https://example.com/roles", "x", "a.c", "x");
		assertThat(met(condition("a.b", Specs.exact("x")), nested)).isFalse();
		assertThat(met(condition("a.c", Specs.exact("x")), nested)).isTrue();
		assertThat(met(condition("https://example.com/roles", Specs.exact("x")), nested)).isTrue();
		assertThat(met(condition("A", null), nested)).isFalse();
		assertThat(met(condition("a ", null), nested)).isFalse();
	}

	@Test
	void metWhenMatcherIsOtherThanExactThenItIsApplied() {
		Map<String, Object> claims = Map.of("scope", "read write", "level", 42, "verified", true);
		assertThat(met(condition("scope", Specs.regex("(^| )write( |$)")), claims)).isTrue();
		assertThat(met(condition("scope", Specs.regex("(^| )writ( |$)")), claims)).isFalse();
		assertThat(met(condition("level", Specs.prefix("4")), claims)).isTrue();
		MatcherSpec folded = new MatcherSpec(new StringMatcherSpec("TRUE", null, null, null, null, true));
		assertThat(met(condition("verified", folded), claims)).isTrue();
	}

	private static boolean matchesAnything(Object claim) {
		return met(condition("c", Specs.regex("^|x")), claims("c", claim));
	}

	private static boolean met(ClaimCondition condition, Map<String, Object> claims) {
		return condition.test(claims, TestRequest.get(), (name, request) -> null) == Answer.YES;
	}

	private static ClaimCondition condition(String name, MatcherSpec value) {
		return ClaimCondition.compile(Specs.claim(name, value));
	}

	private static Map<String, Object> claims(String name, Object value) {
		Map<String, Object> claims = new HashMap<>();
		claims.put(name, value);
		return claims;
	}

}
