package io.microgate.policy;

import java.util.List;

import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RequestConditionsTests {

	@ParameterizedTest
	@CsvSource({ "/api/public, YES", "/api/Public, NO", "/api/public/, NO", "/api/publi, NO", "/, NO" })
	void testWhenPathIsExactThenCaseAndSlashCount(String path, Answer expected) {
		assertThat(test(Specs.path(Specs.exact("/api/public")), new TestRequest("GET", path))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "/api/admin, YES", "/api/admin/users, YES", "/api/administrators, NO", "/v1/api/admin, NO",
			"/api/ADMIN, NO" })
	void testWhenPathIsRegexThenFinds(String path, Answer expected) {
		assertThat(test(Specs.path(Specs.regex("^/api/admin(/|$)")), new TestRequest("GET", path))).isEqualTo(expected);
	}

	@Test
	void testWhenPathIgnoresCaseThenFolds() {
		StringMatcherSpec matcher = new StringMatcherSpec(null, "/api/", null, null, null, true);
		RequestConditions conditions = RequestConditions.compile(Specs.path(new MatcherSpec(matcher)));
		assertThat(conditions.test(new TestRequest("GET", "/API/x"))).isEqualTo(Answer.YES);
		assertThat(conditions.test(new TestRequest("GET", "/ap"))).isEqualTo(Answer.NO);
	}

	@ParameterizedTest
	@CsvSource({ "GET, YES", "POST, YES", "HEAD, NO", "get, NO", "Get, NO", "PUT, NO", "PROPFIND, NO", "GETX, NO",
			"'', NO" })
	void testWhenMethodThenComparesExactly(String method, Answer expected) {
		assertThat(test(Specs.method("GET", "POST"), new TestRequest(method, "/"))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE" })
	void testWhenMethodOfTheCrThenMatches(String method) {
		assertThat(test(Specs.method(method), new TestRequest(method, "/"))).isEqualTo(Answer.YES);
		assertThat(test(Specs.method(method), new TestRequest(method + "S", "/"))).isEqualTo(Answer.NO);
	}

	@ParameterizedTest
	@CsvSource({
	// @formatter:off
			"x-tenant,  blue,  YES",
			"X-TENANT,  green, YES",
			"X-Tenant,  Blue,  NO",
			"X-Tenant,  red,   NO",
			"X-Tenant,  'blue, green', NO",
			"X-Other,   red,   YES",
			"X-Other,   blue,  NO",
			"X-Missing, blue,  NO",
			"Tenant,    blue,  NO",
			"X-Tenant,  ,      YES",
			"X-Empty,   ,      YES",
			"X-Missing, ,      NO",
			",          green, YES",
			",          red,   YES",
			",          black, NO",
	// @formatter:on
	})
	void testWhenHeaderThenNameAndValueHoldOfTheSameHeader(String name, String value, Answer expected) {
		TestRequest request = new TestRequest("GET", "/").header("X-Tenant", "blue", "green")
			.header("X-Other", "red")
			.header("X-Empty", "");
		CaselessMatcherSpec nameSpec = (name != null) ? Specs.caselessExact(name) : null;
		MatcherSpec valueSpec = (value != null) ? Specs.exact(value) : null;
		assertThat(test(Specs.header(nameSpec, valueSpec), request)).isEqualTo(expected);
	}

	@Test
	void testWhenHeaderNameIsPatternThenAnyHeaderOfThatNameServes() {
		TestRequest request = new TestRequest("GET", "/").header("X-Role-A", "user").header("x-role-b", "admin");
		assertThat(test(Specs.header(Specs.caselessPrefix("X-ROLE-"), Specs.exact("admin")), request))
			.isEqualTo(Answer.YES);
		assertThat(test(Specs.header(Specs.caselessRegex("^X-Role-A$"), Specs.exact("admin")), request))
			.isEqualTo(Answer.NO);
	}

	@Test
	void testWhenNoHeadersThenHeaderConditionIsNotMet() {
		TestRequest request = new TestRequest("GET", "/");
		assertThat(test(Specs.header(null, Specs.regex(".*")), request)).isEqualTo(Answer.NO);
		assertThat(test(Specs.header(Specs.caselessRegex(".*"), null), request)).isEqualTo(Answer.NO);
	}

	@ParameterizedTest
	@CsvSource({
	// @formatter:off
			"application/json,                  YES",
			"APPLICATION/Json,                  YES",
			"application/json;charset=utf-8,    YES",
			"' application/json ; charset=x',   YES",
			"'application/json;a=\"b,c\"',      YES",
			"application/json-patch+json,       NO",
			"text/plain;x=application/json,     NO",
			"text/plain,                        NO",
			"json,                              NO",
			"'',                                NO",
			"';charset=utf-8',                  NO",
			"'application/json, text/plain',    UNKNOWN",
			"'text/plain,application/json;q=1', UNKNOWN",
	// @formatter:on
	})
	void testWhenMediaTypeThenComparesTypeAndSubtype(String contentType, Answer expected) {
		TestRequest request = new TestRequest("POST", "/").header("content-type", contentType);
		assertThat(test(Specs.mediaType(Specs.caselessExact("Application/JSON")), request)).isEqualTo(expected);
	}

	@Test
	void testWhenMediaTypeIsAbsentThenNothingMatchesIt() {
		CaselessMatcherSpec anything = Specs.caselessRegex(".*");
		assertThat(test(Specs.mediaType(anything), new TestRequest("GET", "/"))).isEqualTo(Answer.NO);
		assertThat(test(Specs.mediaType(anything), new TestRequest("GET", "/").header("Content-Type", "")))
			.isEqualTo(Answer.NO);
	}

	@Test
	void testWhenMediaTypeIsComparedThenItIsLowerCase() {
		TestRequest request = new TestRequest("POST", "/").header("Content-Type", "TEXT/Html");
		assertThat(test(Specs.mediaType(Specs.caselessRegex("^(?-i:text/html)$")), request)).isEqualTo(Answer.YES);
	}

	@Test
	void testWhenSeveralMediaTypesThenUnknownAlsoInverted() {
		AccessControlPolicySpec.RequestConditions json = Specs.mediaType(Specs.caselessExact("application/json"));
		TestRequest mixed = new TestRequest("POST", "/").header("Content-Type", "application/json", "text/plain");
		assertThat(test(json, mixed)).isEqualTo(Answer.UNKNOWN);
		assertThat(test(Specs.invert(json), mixed)).isEqualTo(Answer.UNKNOWN);
		TestRequest half = new TestRequest("POST", "/").header("Content-Type", "application/json", "");
		assertThat(test(json, half)).isEqualTo(Answer.UNKNOWN);
		TestRequest same = new TestRequest("POST", "/").header("Content-Type", "application/json",
				"Application/JSON;charset=utf-8");
		assertThat(test(json, same)).isEqualTo(Answer.YES);
	}

	@Test
	void testWhenAnotherConditionFailsThenSeveralMediaTypesDoNotMatter() {
		AccessControlPolicySpec.RequestConditions spec = new AccessControlPolicySpec.RequestConditions(
				Specs.exact("/upload"), null, null, Specs.caselessExact("text/plain"), null, false);
		TestRequest request = new TestRequest("POST", "/").header("Content-Type", "a/b", "text/plain");
		assertThat(test(spec, request)).isEqualTo(Answer.NO);
	}

	@ParameterizedTest
	@CsvSource({
	// @formatter:off
			"10.1.2.3,           false, false, YES",
			"10.1.2.3,           true,  false, NO",
			"10.1.2.3,           false, true,  NO",
			"10.1.2.3,           true,  true,  YES",
			"192.0.2.1,          false, false, NO",
			"192.0.2.1,          true,  false, YES",
			"192.0.2.1,          false, true,  YES",
			"192.0.2.1,          true,  true,  NO",
			"2001:db8::7,        false, false, YES",
			"2001:db9::7,        false, false, NO",
			"::ffff:10.1.2.3,    false, false, YES",
			"::ffff:192.0.2.1,   false, false, NO",
	// @formatter:on
	})
	void testWhenRemoteIpThenComparesRanges(String address, boolean inner, boolean outer, Answer expected) {
		AccessControlPolicySpec.RequestConditions spec = Specs.remoteIp(inner, "10.0.0.0/8", "2001:db8::/32");
		assertThat(test(outer ? Specs.invert(spec) : spec, new TestRequest("GET", "/").from(address)))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "false, false", "true, false", "false, true", "true, true" })
	void testWhenRemoteAddressIsUnknownThenThrows(boolean inner, boolean outer) {
		AccessControlPolicySpec.RequestConditions spec = Specs.remoteIp(inner, "0.0.0.0/0", "::/0");
		TestRequest request = new TestRequest("GET", "/").from("unknown");
		assertThatIllegalStateException().isThrownBy(() -> test(outer ? Specs.invert(spec) : spec, request))
			.withMessageContaining("remote address");
	}

	@Test
	void testWhenAnotherConditionFailsThenRemoteAddressIsNotAskedFor() {
		AccessControlPolicySpec.RequestConditions spec = new AccessControlPolicySpec.RequestConditions(
				Specs.exact("/internal"), null, null, null, Specs.remoteIp(false, "10.0.0.0/8").remoteIp(), false);
		assertThat(test(spec, new TestRequest("GET", "/").from("unknown"))).isEqualTo(Answer.NO);
	}

	@ParameterizedTest
	@CsvSource({
	// @formatter:off
			"GET,  /a, x, text/plain, 10.0.0.1,  true",
			"POST, /a, x, text/plain, 10.0.0.1,  false",
			"GET,  /b, x, text/plain, 10.0.0.1,  false",
			"GET,  /a, y, text/plain, 10.0.0.1,  false",
			"GET,  /a, x, text/html,  10.0.0.1,  false",
			"GET,  /a, x, text/plain, 192.0.2.1, false",
			"POST, /b, y, text/html,  192.0.2.1, false",
	// @formatter:on
	})
	void testWhenSeveralConditionsThenAllHoldAndInvertInvertsThatAll(String method, String path, String tenant,
			String mediaType, String address, boolean all) {
		TestRequest request = new TestRequest(method, path).header("X-Tenant", tenant)
			.header("Content-Type", mediaType)
			.from(address);
		AccessControlPolicySpec.RequestConditions spec = new AccessControlPolicySpec.RequestConditions(
				Specs.exact("/a"), Specs.header(Specs.caselessExact("x-tenant"), Specs.exact("x")).header(),
				List.of("GET"), Specs.caselessExact("text/plain"), Specs.remoteIp(false, "10.0.0.0/8").remoteIp(),
				false);
		assertThat(test(spec, request)).isEqualTo(Answer.of(all));
		assertThat(test(Specs.invert(spec), request)).isEqualTo(Answer.of(!all));
	}

	@Test
	void testWhenNoConditionsThenEveryRequestMeetsThem() {
		assertThat(RequestConditions.NONE.test(new TestRequest("GET", "/").from("unknown"))).isEqualTo(Answer.YES);
	}

	private static Answer test(AccessControlPolicySpec.RequestConditions spec, TestRequest request) {
		return RequestConditions.compile(spec).test(request);
	}

}
