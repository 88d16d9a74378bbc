package io.microgate.policy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.decision.DenyReason;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.AuthorizationExtensions;
import io.microgate.policy.AccessControlPolicySpec.RequestValue;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link Requirements}: a condition is met, is not met, or cannot be compared,
 * which never speaks for the client.
 */
class RequirementsTests {

	private static final Requirement EXACT = Specs.claim("c", Specs.exact("1"));

	private static final Requirement EQUAL = Specs.equal("c", new RequestValue(null, "X-C", null));

	static Stream<Arguments> claims() {
		return Stream.of(arguments("1", "met"), arguments(1, "met"), arguments(new BigDecimal("1.0"), "met"),
				arguments(List.of("0", 1), "met"), arguments(List.of(new BigDecimal("1e400"), "1"), "met"),
				arguments("0", "not met"), arguments(true, "not met"), arguments("", "not met"),
				arguments(List.of(), "not met"), arguments(List.of("0", false), "not met"), arguments(null, "not met"),
				arguments(Map.of("1", "1"), "not comparable"), arguments(Map.of(), "not comparable"),
				arguments(List.of("0", Map.of()), "not comparable"),
				arguments(List.of("1", Map.of()), "not comparable"), arguments(List.of(List.of("1")), "not comparable"),
				arguments(Arrays.asList("0", null), "not comparable"),
				arguments(Arrays.asList("1", null), "not comparable"),
				arguments(new BigDecimal("1e400"), "not comparable"), arguments(Double.NaN, "not comparable"),
				arguments(List.of("0", new BigDecimal("1e400")), "not comparable"));
	}

	@ParameterizedTest
	@MethodSource("claims")
	void checkWhenClaimIsComparedThenNotComparableNeverSpeaksForTheClient(Object claim, String outcome) {
		TestRequest request = TestRequest.get().header("X-C", "1");
		for (Requirement requirement : List.of(EXACT, EQUAL)) {
			assertThat(all(requirement, claim, request)).as("all").isEqualTo(outcome.equals("met"));
			assertThat(any(requirement, claim, request)).as("any").isEqualTo(outcome.equals("met"));
			assertThat(none(requirement, claim, request)).as("none").isEqualTo(outcome.equals("not met"));
		}
	}

	@ParameterizedTest
	@MethodSource("claims")
	void checkWhenExistenceIsAskedForThenEveryClaimButNullExists(Object claim, String outcome) {
		Requirement exists = Specs.claim("c", null);
		assertThat(all(exists, claim, TestRequest.get())).isEqualTo(claim != null);
		assertThat(none(exists, claim, TestRequest.get())).isEqualTo(claim == null);
	}

	static Stream<TestRequest> requestsWithoutValue() {
		return Stream.of(TestRequest.get(), TestRequest.get().header("X-C", ""), TestRequest.get().header("X-D", "1"),
				TestRequest.get().header("X-C", "1", "1"), TestRequest.get().header("X-C", "1").header("x-c", "2"),
				TestRequest.get().header("X-C", "\u00e9"));
	}

	@ParameterizedTest
	@MethodSource("requestsWithoutValue")
	void checkWhenRequestHasNoOneValueThenOnlyAnAbsentClaimIsNotMet(TestRequest request) {
		for (Object claim : List.of("1", 1, "", List.of(), List.of("1"), Map.of(), "\u00e9")) {
			assertThat(all(EQUAL, claim, request)).isFalse();
			assertThat(any(EQUAL, claim, request)).isFalse();
			assertThat(none(EQUAL, claim, request)).isFalse();
		}
		assertThat(all(EQUAL, null, request)).isFalse();
		assertThat(none(EQUAL, null, request)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "a, true", "A, false", "'a,b', false", "'a, a', false", "'\"a\"', false" })
	void checkWhenHeaderThenComparedToTheLetterAndNotSplit(String header, boolean met) {
		assertThat(all(EQUAL, List.of("a", "b"), TestRequest.get().header("x-c", header))).isEqualTo(met);
	}

	@Test
	void checkWhenPathVariableThenOfTheRequestsOwnRoute() {
		Requirement requirement = Specs.equal("c", new RequestValue("id", null, null));
		PathVariables variables = (name, request) -> name.equals("id") ? request.path().substring(1) : null;
		assertThat(check(Authorizations.of(null, null, List.of(requirement), null), "7", new TestRequest("GET", "/7"),
				variables))
			.isNull();
		assertThat(check(Authorizations.of(null, null, List.of(requirement), null), "7", new TestRequest("GET", "/8"),
				variables))
			.isEqualTo(DenyReason.CLAIMS_REQUIRE_ALL);
		assertThat(check(Authorizations.of(null, null, List.of(requirement), null), "", new TestRequest("GET", "/"),
				variables))
			.isEqualTo(DenyReason.CLAIMS_REQUIRE_ALL);
	}

	@ParameterizedTest
	@CsvSource({ "q=1, true", "q=%31, true", "q=1&q=1, false", "q=1&%71=1, false", "q=, false", "q=1&x=%zz, false" })
	void checkWhenQueryParameterThenOneValueOfTheQuery(String query, boolean met) {
		Requirement requirement = Specs.equal("c", new RequestValue(null, null, "q"));
		assertThat(all(requirement, 1, TestRequest.get().query(query))).isEqualTo(met);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "APPLICATION/X-WWW-Form-Urlencoded;charset=utf-8",
			" application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "Multipart/mixed", "*/*",
			"application/*", "text/plain, multipart/form-data" })
	void checkWhenBodyIsFormThenQueryParameterHasNoOneValue(String mediaType) {
		Requirement requirement = Specs.equal("c", new RequestValue(null, null, "q"));
		TestRequest request = TestRequest.of("POST").query("q=1").header("Content-Type", mediaType);
		assertThat(all(requirement, 1, request)).isFalse();
		assertThat(none(requirement, 1, request)).isFalse();
		assertThat(all(requirement, 1, TestRequest.of("POST").query("q=1").header("Content-Type", "text/plain")))
			.isTrue();
		assertThat(all(requirement, 1,
				TestRequest.of("POST").query("q=1").header("Content-Type", "application/json", mediaType)))
			.isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "user a, ", "user b, ", "user, claims.require_any", "a, claims.require_all",
			"user a blocked, claims.require_none", "user blocked, claims.require_any", "'', claims.require_all" })
	void checkWhenAllAnyAndNoneThenEachHasItsReason(String roles, String reason) {
		Authorization authorization = new Authorization(null, null, roles("user"), null,
				new AuthorizationExtensions(roles("a", "b"), roles("blocked", "locked"), null));
		DenyReason actual = check(authorization, List.of(roles.split(" ")), TestRequest.get(), (name, request) -> null);
		assertThat((actual != null) ? actual.code() : null).isEqualTo(reason);
	}

	private static List<Requirement> roles(String... roles) {
		return Arrays.stream(roles).map((role) -> Specs.claim("c", Specs.exact(role))).toList();
	}

	private static boolean all(Requirement requirement, Object claim, TestRequest request) {
		return isMet(Authorizations.of(null, null, List.of(requirement), null), claim, request,
				DenyReason.CLAIMS_REQUIRE_ALL);
	}

	/** Of the CR and of the extensions. */
	private static boolean any(Requirement requirement, Object claim, TestRequest request) {
		boolean met = isMet(Authorizations.of(null, null, null, List.of(requirement)), claim, request,
				DenyReason.CLAIMS_REQUIRE_ANY);
		assertThat(isMet(extensions(List.of(requirement), null), claim, request, DenyReason.CLAIMS_REQUIRE_ANY))
			.isEqualTo(met);
		return met;
	}

	private static boolean none(Requirement requirement, Object claim, TestRequest request) {
		return isMet(extensions(null, List.of(requirement)), claim, request, DenyReason.CLAIMS_REQUIRE_NONE);
	}

	private static Authorization extensions(List<Requirement> requireAny, List<Requirement> requireNone) {
		return new Authorization(null, null, null, null, new AuthorizationExtensions(requireAny, requireNone, null));
	}

	private static boolean isMet(Authorization authorization, Object claim, TestRequest request, DenyReason reason) {
		DenyReason actual = check(authorization, claim, request, (name, facts) -> null);
		assertThat(actual).isIn(null, reason);
		return actual == null;
	}

	private static DenyReason check(Authorization authorization, Object claim, TestRequest request,
			PathVariables variables) {
		Map<String, Object> claims = new HashMap<>();
		claims.put("c", claim);
		return Requirements.compile(authorization, PolicyResources.of((name) -> null))
			.check(claims, request, variables);
	}

}
