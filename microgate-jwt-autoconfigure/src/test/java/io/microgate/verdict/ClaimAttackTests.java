package io.microgate.verdict;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks 5: claims and time.
 */
abstract class ClaimAttackTests extends AttackTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example", audiences: [api]}], expirationRequired: true}
			    optional: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: false}
			    short: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true, maxLifetime: 1h}
			    alice: {requireAny: [{jwksRef: {name: main}, subject: {matcher: {exact: alice}}}], expirationRequired: true}
			    regex: {requireAny: [{jwksRef: {name: main}, subject: {matcher: {regex: "^alice$"}}}], expirationRequired: true}
			    catastrophe: {requireAny: [{jwksRef: {name: main}, subject: {matcher: {regex: "^(a+)+$"}}}], expirationRequired: true, extensions: {maxTokenSize: 64KB}}
			  routes:
			    api: {paths: [/api/**]}
			    optional: {paths: [/optional/**]}
			    short: {paths: [/short/**]}
			    alice: {paths: [/alice/**]}
			    regex: {paths: [/regex/**]}
			    catastrophe: {paths: [/catastrophe/**]}
			    role: {paths: [/role/**]}
			    scope: {paths: [/scope/**]}
			    dotted: {paths: [/dotted/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			    optional: {targetRefs: [{name: optional}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: optional}}}}}]}
			    short: {targetRefs: [{name: short}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: short}}}}}]}
			    alice: {targetRefs: [{name: alice}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: alice}}}}}]}
			    regex: {targetRefs: [{name: regex}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: regex}}}}}]}
			    catastrophe: {targetRefs: [{name: catastrophe}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: catastrophe}}}}}]}
			    role: {targetRefs: [{name: role}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}, requireAll: [{jwt: {claim: {name: role, value: {matcher: {exact: admin}}}}}]}}]}
			    scope: {targetRefs: [{name: scope}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}, requireAll: [{jwt: {claim: {name: scope, value: {matcher: {exact: admin}}}}}]}}]}
			    dotted: {targetRefs: [{name: dotted}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}, requireAll: [{jwt: {claim: {name: realm.role, value: {matcher: {exact: admin}}}}}]}}]}
			""";

	private static final Duration AT_ONCE = Duration.ofSeconds(30);

	private static final List<String> NO_NUMBERS = List.of("\"1700000000\"", "\"\"", "true", "[1]", "{}", "NaN",
			"Infinity", "-", "1e", "0x10", "[]");

	ClaimAttackTests(TestStack stack) {
		super(stack, CONFIGURATION);
	}

	private String withClaim(String name, String json) {
		return forge("drop", List.of(name), "payload", "{{members},\"%s\":%s}".formatted(name, json));
	}

	@Test
	void attack5_1WhenIssuerIsAnotherThenRefused() throws IOException {
		for (String issuer : List.of("\"https://issuer.example/\"", "\"HTTPS://ISSUER.EXAMPLE\"",
				"\"http://issuer.example\"", "\"https://issuer.example/../issuer.example\"",
				"\"https://issuer.example.evil\"", "\"https://issuer.exampl\"", "\" https://issuer.example\"",
				"\"https://issuer.example\\u0000\"", "\"https://issuer.example\\n\"",
				"\"https://\\u0456ssuer.example\"", "[\"https://issuer.example\"]", "{\"https://issuer.example\":1}",
				"1", "null", "true", "\"\"")) {
			refusesToken(withClaim("iss", issuer), DenyReason.TOKEN_ISSUER);
		}
		refusesToken(forge("drop", List.of("iss")), DenyReason.TOKEN_ISSUER);
	}

	@Test
	void attack5_2WhenAudienceIsAnotherThenRefused() throws IOException {
		for (String audience : List.of("\"\"", "[]", "[1]", "1", "{}", "{\"api\":1}", "null", "true", "\"ap\"",
				"\"apis\"", "\"API\"", "\"api/\"", "\"https://api\"", "\"x api\"", "\"x,api\"", "[\"API\"]",
				"[[\"api\"]]", "[\"api\",1]", "[\"api\",null]", "\"api\\u0000\"")) {
			refusesToken(withClaim("aud", audience), DenyReason.TOKEN_AUDIENCE);
		}
		refusesToken(forge("drop", List.of("aud")), DenyReason.TOKEN_AUDIENCE);
		acceptsToken(withClaim("aud", "[\"x\",\"api\"]"));
		acceptsToken(withClaim("aud", "\"api\""));
	}

	@Test
	void attack5_3WhenExpIsPastThenRefused() throws IOException {
		refusesToken(forge("claims", Map.of("iat", "now-20m", "exp", "now-10m")), DenyReason.TOKEN_EXPIRED);
		refusesToken(forge("claims", Map.of("iat", "now-20m", "exp", "now-70s")), DenyReason.TOKEN_EXPIRED);
		acceptsToken(forge("claims", Map.of("iat", "now-20m", "exp", "now-40s")));
		acceptsToken(forge("claims", Map.of("iat", "now-20m", "exp", "now")));
		for (String exp : List.of("0", "-1", "1.5", "-0.0", "1e0", "-1e400", "-9223372036854775808", "1e-400")) {
			refusesToken(withoutIat(exp), DenyReason.TOKEN_EXPIRED);
		}
	}

	private String withoutIat(String exp) {
		return forge("drop", List.of("exp", "iat"), "payload", "{{members},\"exp\":%s}".formatted(exp));
	}

	@Test
	void attack5_3WhenExpIsNoNumberThenRefused() throws IOException {
		for (String exp : NO_NUMBERS) {
			refusesToken(withClaim("exp", exp), DenyReason.TOKEN_MALFORMED);
			refusesToken("/optional/x", withClaim("exp", exp), DenyReason.TOKEN_MALFORMED);
		}
		refusesToken(forge("drop", List.of("exp")), DenyReason.TOKEN_EXPIRATION_MISSING);
		acceptsToken("/optional/x", forge("drop", List.of("exp")));
		refusesToken(withClaim("exp", "null"), DenyReason.TOKEN_EXPIRATION_MISSING);
		acceptsToken("/optional/x", withClaim("exp", "null"));
		refusesToken("/optional/x", forge("claims", Map.of("iat", "now-20m", "exp", "now-10m")),
				DenyReason.TOKEN_EXPIRED);
	}

	/** Choice: fractions count, and what is out of range is the last time there is. */
	@Test
	void attack5_3WhenExpIsAFractionOrOutOfRangeThenAccepted() throws IOException {
		acceptsToken(withClaim("exp", "{now+300.5s}"));
		for (String exp : List.of("9223372036854775807", "9223372036854775808", "18446744073709551616", "1e400")) {
			acceptsToken(withClaim("exp", exp));
		}
	}

	@Test
	void attack5_4WhenNbfIsInTheFutureOrNoNumberThenRefused() throws IOException {
		refusesToken(forge("claims", Map.of("nbf", "now+70s")), DenyReason.TOKEN_NOT_YET_VALID);
		refusesToken(withClaim("nbf", "9223372036854775807"), DenyReason.TOKEN_NOT_YET_VALID);
		refusesToken(withClaim("nbf", "1e400"), DenyReason.TOKEN_NOT_YET_VALID);
		acceptsToken(forge("claims", Map.of("nbf", "now+30s")));
		for (String number : NO_NUMBERS) {
			refusesToken(withClaim("nbf", number), DenyReason.TOKEN_MALFORMED);
			refusesToken(withClaim("iat", number), DenyReason.TOKEN_MALFORMED);
		}
	}

	/** Choice: only a limited lifetime asks when a token was issued. */
	@Test
	void attack5_4WhenIatIsInTheFutureThenOnlyALifetimeRefuses() throws IOException {
		Map<String, Object> future = Map.of("iat", "now+2m", "exp", "now+5m");
		acceptsToken(forge("claims", future));
		refusesToken("/short/x", forge("claims", future), DenyReason.TOKEN_LIFETIME);
		refusesToken(forge("claims", Map.of("iat", "now+5m", "exp", "now+2m")), DenyReason.TOKEN_MALFORMED);
	}

	@Test
	void attack5_5WhenLifetimeIsTooLongThenRefused() throws IOException {
		acceptsToken("/short/x", forge("claims", Map.of("iat", "now", "exp", "now+59m")));
		for (Map<String, Object> times : List.<Map<String, Object>>of(Map.of("iat", "now", "exp", "now+61m"),
				Map.of("iat", "now+10s", "nbf", "now-1h", "exp", "now+5m"), Map.of("exp", 9223372036854775807L),
				Map.of("iat", -9223372036854775807L), Map.of("nbf", -9223372036854775807L))) {
			refusesToken("/short/x", forge("claims", times), DenyReason.TOKEN_LIFETIME);
		}
		refusesToken("/short/x", forge("drop", List.of("iat")), DenyReason.TOKEN_LIFETIME);
		refusesToken("/short/x", forge("drop", List.of("exp")), DenyReason.TOKEN_EXPIRATION_MISSING);
	}

	@Test
	void attack5_6WhenExpPlusSkewOverflowsThenAccepted() throws IOException {
		for (String exp : List.of("9223372036854775807", "9223372036854775747", "31556889864403199", "1e17")) {
			acceptsToken(withClaim("exp", exp));
		}
		refusesToken(withClaim("nbf", "31556889864403199"), DenyReason.TOKEN_NOT_YET_VALID);
	}

	@Test
	void attack5_7WhenSubIsAnotherThenRefused() throws IOException {
		for (String target : List.of("/alice/x", "/regex/x")) {
			acceptsToken(target, goodToken());
			for (String sub : List.of("1", "\"\"", "null", "[\"alice\"]", "{\"alice\":1}", "true", "\"alice\\n\"",
					"\"alice\\r\\n\"", "\"mallory\\nalice\"", "\"alice\\nmallory\"", "\"xalice\"", "\"alicex\"",
					"\"Alice\"", "\"alice\\u0000\"", "\"\\u0430lice\"", "\"alice\\u2028\"", "\"alice \"",
					"\"alice\\u0085\"")) {
				refusesToken(target, withClaim("sub", sub), DenyReason.TOKEN_SUBJECT);
			}
			refusesToken(target, forge("drop", List.of("sub")), DenyReason.TOKEN_SUBJECT);
		}
	}

	@Test
	void attack5_7WhenRegexIsCatastrophicThenJudgedAtOnce() throws IOException {
		long start = System.nanoTime();
		acceptsToken("/catastrophe/x", forge("claims", Map.of("sub", "a".repeat(45_000))));
		refusesToken("/catastrophe/x", forge("claims", Map.of("sub", "a".repeat(45_000) + "!")),
				DenyReason.TOKEN_SUBJECT);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
	}

	/** Choice: any element of an array of primitives, text as it is, else nothing. */
	@Test
	void attack5_8WhenClaimIsOfAnotherTypeThenTextDecides() throws IOException {
		for (String role : List.of("\"admin\"", "[\"admin\"]", "[\"user\",\"admin\"]", "[1,true,\"admin\"]")) {
			acceptsToken("/role/x", withClaim("role", role));
		}
		for (String role : List.of("\"admin,user\"", "\"user admin\"", "{\"admin\":1}", "true", "\"Admin\"",
				"\" admin\"", "\"\\u0430dmin\"", "\"adm\\u0131n\"", "\"admin\\u0000\"", "[\"admin\",null]",
				"[\"admin\",{}]", "[[\"admin\"]]", "[]", "null", "\"\"", "1", "{\"role\":\"admin\"}")) {
			refusesToken("/role/x", withClaim("role", role), DenyReason.CLAIMS_REQUIRE_ALL);
		}
		refusesToken("/role/x", withClaim("Role", "\"admin\""), DenyReason.CLAIMS_REQUIRE_ALL);
	}

	@Test
	void attack5_8WhenScopeIsTextOrArrayThenItIsNotSplit() throws IOException {
		acceptsToken("/scope/x", withClaim("scope", "[\"read\",\"admin\"]"));
		acceptsToken("/scope/x", withClaim("scope", "\"admin\""));
		refusesToken("/scope/x", withClaim("scope", "\"read admin\""), DenyReason.CLAIMS_REQUIRE_ALL);
		refusesToken("/scope/x", withClaim("scp", "[\"admin\"]"), DenyReason.CLAIMS_REQUIRE_ALL);
	}

	@Test
	void attack5_8WhenClaimNameHasADotThenItIsNoPath() throws IOException {
		acceptsToken("/dotted/x", withClaim("realm.role", "\"admin\""));
		refusesToken("/dotted/x", withClaim("realm", "{\"role\":\"admin\"}"), DenyReason.CLAIMS_REQUIRE_ALL);
	}

}
