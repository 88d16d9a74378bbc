package io.microgate.jwt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.microgate.jose.MalformedJoseException;
import io.microgate.jwt.JwtSpec.DerivedClaim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DerivedClaims}: what a path leads to, and what becomes of it.
 */
class DerivedClaimsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"a":{"b":"x"}}                   | a b     | x
			{"a":{"b":["x","y"]}}             | a b     | [x, y]
			{"a":{"b":{"c":{"d":1}}}}         | a b c d | 1
			{"a":{"b":true}}                  | a b     | true
			{"a":{"b":{"c":1}}}               | a b     | {c=1}
			{"a":{"b":""}}                    | a b     | ``
			{"a":{"b":[]}}                    | a b     | []
			{"a.b":{"c d":"x"}}               | a.b c_d | ABSENT
			{"a.b":{"c.d":"x"}}               | a.b c.d | x
			{"a.b":"x"}                       | a b     | ABSENT
			{"a":{"b":"x"}}                   | a.b     | ABSENT
			{"a":{"b":"x"}}                   | A b     | ABSENT
			{"a":{"":{"b":"x"}}}              | a b     | ABSENT
			{"":{"a":{"b":"x"}}}              | a b     | ABSENT
			{"a":[{"b":"x"}]}                 | a b     | ABSENT
			{"a":[{"b":"x"}]}                 | a 0     | ABSENT
			{"a":[{"b":"x"}]}                 | a 0 b   | ABSENT
			{"a":{"0":{"b":"x"}}}             | a 0 b   | x
			{"a":{"b":[{"c":"x"}]}}           | a b c   | ABSENT
			{"a":{"b":null}}                  | a b     | ABSENT
			{"a":null}                        | a b     | ABSENT
			{"a":"b"}                         | a b     | ABSENT
			{"a":1}                           | a b     | ABSENT
			{"x":1}                           | a b     | ABSENT
			{"a":{"c":"x"}}                   | a b     | ABSENT
			{"aud":"api"}                     | aud     | api
			{"exp":4102444800}                | exp     | 4102444800
			{"iss":"me"}                      | iss     | me
			""")
	void replaceInWhenPathThenValueOrAbsent(String token, String path, String expected) {
		assertDerived(token, new DerivedClaim(List.of(path.split(" ")), false, false), expected);
	}

	/** Spaces separate, as in Spring's reading of scopes; nothing else does. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"a":"read write"}        | [read, write]
			{"a":"read"}              | [read]
			{"a":" read   write "}    | [read, write]
			{"a":"read\\twrite x"}    | `[read	write, x]`
			{"a":"read\\u00a0write"}  | [read\u00a0write]
			{"a":"read,write"}        | `[read,write]`
			{"a":"a a"}               | [a, a]
			{"a":""}                  | []
			{"a":"   "}               | []
			{"a":["read write"]}      | ABSENT
			{"a":["read","write"]}    | ABSENT
			{"a":{"read":1}}          | ABSENT
			{"a":5}                   | ABSENT
			{"a":true}                | ABSENT
			{"a":null}                | ABSENT
			""")
	void replaceInWhenSplitThenValuesOfString(String token, String expected) {
		assertDerived(token, new DerivedClaim(List.of("a"), true, false), expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"a":{"admin":{"1":"x"},"user":{}}}  | [admin, user]
			{"a":{"admin":null,"user":false}}    | [admin, user]
			{"a":{"":1,"a.b":2,"\\u0061":3}}     | `[, a.b, a]`
			{"a":{}}                             | []
			{"a":["admin"]}                      | ABSENT
			{"a":[{"admin":1}]}                  | ABSENT
			{"a":"admin"}                        | ABSENT
			{"a":1}                              | ABSENT
			{"a":null}                           | ABSENT
			""")
	void replaceInWhenKeysThenMemberNames(String token, String expected) {
		assertDerived(token, new DerivedClaim(List.of("a"), false, true), expected);
	}

	/** Otherwise a token could supply what should be derived. */
	@ParameterizedTest
	@ValueSource(strings = { "{\"roles\":[\"admin\"],\"x\":1}", "{\"roles\":[\"admin\"],\"realm\":{\"roles\":null}}",
			"{\"roles\":[\"admin\"],\"realm\":[]}", "{\"roles\":[\"admin\"]}" })
	void replaceInWhenNothingIsAtPathThenClaimOfThatNameIsGone(String token) {
		DerivedClaim realm = new DerivedClaim(List.of("realm", "roles"), false, false);
		assertThat(claims(token, Map.of("roles", realm)).get("roles")).isNull();
	}

	@Test
	void replaceInWhenSomethingIsAtPathThenItTakesThePlaceOfTheClaim() {
		assertThat(claims("{\"roles\":\"admin\",\"realm\":{\"roles\":\"user\"}}",
				Map.of("roles", new DerivedClaim(List.of("realm", "roles"), false, false))))
			.containsEntry("roles", "user")
			.containsEntry("realm", Map.of("roles", "user"));
	}

	@Test
	void replaceInWhenPathNamesDerivedClaimThenTokensOwnCounts() {
		Map<String, Object> claims = claims("{\"a\":\"own a\",\"b\":\"own b\"}",
				Map.of("a", new DerivedClaim(List.of("b"), false, false), "b",
						new DerivedClaim(List.of("a"), false, false), "c",
						new DerivedClaim(List.of("a"), true, false)));
		assertThat(claims).isEqualTo(Map.of("a", "own b", "b", "own a", "c", List.of("own", "a")));
	}

	@Test
	void replaceInWhenTokenIsHostileThenDerivedWithinItsLimits() {
		String spaces = "{\"a\":\"" + " ".repeat(60_000) + "\"}";
		assertDerived(spaces, new DerivedClaim(List.of("a"), true, false), "[]");
		String words = "{\"a\":\"" + "a ".repeat(30_000) + "\"}";
		assertThat((List<?>) claims(words, Map.of("d", new DerivedClaim(List.of("a"), true, false))).get("d"))
			.hasSize(30_000);
		String depth = "{\"a\":".repeat(63) + "{}" + "}".repeat(63);
		List<String> path = IntStream.range(0, 63).mapToObj((i) -> "a").toList();
		assertDerived(depth, new DerivedClaim(path, false, true), "[]");
	}

	@Test
	@SuppressWarnings("unchecked")
	void replaceInWhenDerivedThenCannotBeChanged() {
		Map<String, Object> claims = claims("{\"a\":\"x y\",\"b\":{\"c\":1}}", Map.of("split",
				new DerivedClaim(List.of("a"), true, false), "keys", new DerivedClaim(List.of("b"), false, true)));
		for (String name : List.of("split", "keys")) {
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> ((List<Object>) claims.get(name)).add("admin"));
		}
	}

	private static void assertDerived(String token, DerivedClaim claim, String expected) {
		Map<String, Object> claims = claims(token, Map.of("derived", claim));
		if (expected.equals("ABSENT")) {
			assertThat(claims).doesNotContainKey("derived");
		}
		else {
			assertThat(claims.get("derived")).hasToString(expected);
		}
	}

	private static Map<String, Object> claims(String token, Map<String, DerivedClaim> derived) {
		try {
			TokenClaims own = TokenClaims.of(TokenClaims.parse(token.getBytes(StandardCharsets.UTF_8)));
			return own.toJwtClaims(DerivedClaims.compile(derived), new SharedValues());
		}
		catch (MalformedJoseException ex) {
			throw new IllegalArgumentException(token, ex);
		}
	}

}
