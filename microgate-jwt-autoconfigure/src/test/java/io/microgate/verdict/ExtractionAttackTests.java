package io.microgate.verdict;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks 6: where the token is found, and what is said of a refusal.
 */
abstract class ExtractionAttackTests extends AttackTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			    down: {provider: {remote: {uri: "${key-set.down}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			    query: {extractionSources: [{queryParameter: {name: access_token}}], requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			    cookie: {extractionSources: [{cookie: {name: __Host-creds}}], requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			    header: {extractionSources: [{header: {name: X-Token}}], requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			    several: {extractionSources: [{bearerToken: {}}, {queryParameter: {name: access_token}}, {cookie: {name: creds}}], requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			    down: {requireAny: [{jwksRef: {name: down}, issuer: "https://issuer.example"}], expirationRequired: true}
			  routes:
			    api: {paths: [/api/**]}
			    query: {paths: [/query/**]}
			    cookie: {paths: [/cookie/**]}
			    header: {paths: [/header/**]}
			    several: {paths: [/several/**]}
			    down: {paths: [/down/**]}
			    claims: {paths: [/claims/**]}
			    denied: {paths: [/denied/**]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			    query: {targetRefs: [{name: query}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: query}}}}}]}
			    cookie: {targetRefs: [{name: cookie}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: cookie}}}}}]}
			    header: {targetRefs: [{name: header}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: header}}}}}]}
			    several: {targetRefs: [{name: several}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: several}}}}}]}
			    down: {targetRefs: [{name: down}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: down}}}}}]}
			    claims: {targetRefs: [{name: claims}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}, requireAny: [{jwt: {claim: {name: role}}}]}}]}
			    denied: {targetRefs: [{name: denied}], policies: [{requestConditions: {method: [GET]}, authorization: {deny: {}}}]}
			""";

	ExtractionAttackTests(TestStack stack) {
		super(stack, CONFIGURATION);
	}

	private void authorization(String value, DenyReason reason) throws IOException {
		refuses(http("GET /api/x", "Authorization: " + value.replace("T", goodToken())), reason);
	}

	@Test
	void attack6_1WhenSchemeIsSpeltInAnotherWayThenAcceptedOnlyIfItIsTheScheme() throws IOException {
		for (String scheme : List.of("Bearer ", "bearer ", "BEARER ", "bEaReR ", "Bearer  ", "Bearer       ")) {
			accepts(http("GET /api/x", "Authorization: " + scheme + goodToken()));
		}
		for (String malformed : List.of("Bearer", "Bearer ", "Bearer\tT", "Bearer \tT", "Bearer T,", "Bearer ,T",
				"Bearer T U", "Bearer=T", "Bearer:T", "Bearer,T", "Bearer \"T\"", "Bearer T, Bearer T",
				"Bearer Bearer T", "Bearer T;", "Bearer token=T", "Bearer\u00a0T", "Bearer \u00a0T", "Bearer T\u00a0",
				"Bearer\"T\"")) {
			authorization(malformed, DenyReason.TOKEN_MALFORMED);
		}
		for (String absent : List.of("BearerT", "Token T", "Basic T", "DPoPT", "", "T", "Bear er T", "xBearer T",
				"Bearer-T", "Bearer.T", "\u00c4earer T", "JWT T")) {
			authorization(absent, DenyReason.TOKEN_MISSING);
		}
	}

	/** Choice: a source that has several is refused, the first that has one decides. */
	@Test
	void attack6_2WhenThereAreSeveralTokensThenNoneOfThemWinsByBeingGood() throws IOException {
		String good = "Authorization: Bearer " + goodToken();
		String bad = "Authorization: Bearer a.b.c";
		for (String other : List.of(bad, good, "Authorization: Basic x", "Authorization:", "authorization: Bearer x")) {
			refuses(http("GET /api/x", good, other), DenyReason.TOKEN_AMBIGUOUS);
			refuses(http("GET /api/x", other, good), DenyReason.TOKEN_AMBIGUOUS);
			refuses(http("GET /api/x", good, "X-Other: x", other, good), DenyReason.TOKEN_AMBIGUOUS);
		}
		String query = "GET /several/x?access_token=";
		accepts(http(query + "x", good, "Cookie: creds=x; creds=y"));
		refuses(http(query + goodToken(), bad), DenyReason.TOKEN_MALFORMED);
		refuses(http(query + "eyJhbGciOiJFUzI1NiJ9.%F0%9F%98%80%F0%9F%98%80."), DenyReason.TOKEN_MALFORMED);
		refuses(http("GET /several/x", bad, "Cookie: creds=" + goodToken()), DenyReason.TOKEN_MALFORMED);
		refuses(http(query + "x", "Cookie: creds=" + goodToken()), DenyReason.TOKEN_MALFORMED);
		refuses(http(query + goodToken() + "&access_token=" + goodToken()), DenyReason.TOKEN_AMBIGUOUS);
		refuses(http("GET /several/x", "Cookie: creds=" + goodToken(), "Cookie: creds=" + goodToken()),
				DenyReason.TOKEN_AMBIGUOUS);
	}

	@Test
	void attack6_3WhenQueryIsOddThenOnlyTheNameDecodedOnceCounts() throws IOException {
		String token = goodToken();
		for (String query : List.of("access_token=%s", "%%61ccess_token=%s", "a&&access_token=%s&", "=&access_token=%s",
				"access%%5Ftoken=%s", "x=1?access_token=1&access_token=%s")) {
			accepts(http("GET /query/x?" + query.formatted(token)));
		}
		accepts(http("GET /query/x?access_token=" + token.replace(".", "%2e")));
		for (String query : List.of("a;access_token=%s", "Access_token=%s", "access_token%%5B%%5D=%s",
				"access_token%%00=%s", "access%%255Ftoken=%s", "access.token=%s", "?access_token=%s",
				"access_token%%20=%s", "+access_token=%s", "access_tok%%65n%%=%s", "a%%26access_token=%s",
				"accessToken=%s")) {
			refusesUnlessRejected(http("GET /query/x?" + query.formatted(token)), DenyReason.TOKEN_MISSING);
		}
		for (String query : List.of("access_token=", "access_token", "access_token=%s+", "access_token=+%s",
				"access_token=%s%%20", "access_token=%s%%00", "access_token=%s;x", "access_token=%s%%",
				"access_token==%s", "access_token=%%2565%s", "access_token=%s%%ff")) {
			refusesUnlessRejected(http("GET /query/x?" + query.formatted(token)), DenyReason.TOKEN_MALFORMED);
		}
		for (String query : List.of("access_token=%1$s&access_token=X", "access_token=X&access_token=%1$s",
				"access_token=%1$s&access_token", "access_token=%1$s&%%61ccess_token=X")) {
			refuses(http("GET /query/x?" + query.formatted(token)), DenyReason.TOKEN_AMBIGUOUS);
		}
		rejects(http("GET /query/x#access_token=" + token));
		String form = "access_token=" + token;
		refuses("POST /query/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
				+ form, DenyReason.TOKEN_MISSING);
	}

	@Test
	void attack6_4WhenCookieIsOddThenOnlyTheNameCounts() throws IOException {
		String token = goodToken();
		for (String cookie : List.of("__Host-creds=%s", "__Host-creds=\"%s\"", "$Version=1; __Host-creds=%s",
				"a; __Host-creds=%s", "  __Host-creds = %s ; a=b", ";;__Host-creds=%s;;",
				"$Version=\"1\"; __Host-creds=\"%s\"; $Path=/")) {
			accepts(http("GET /cookie/x", "Cookie: " + cookie.formatted(token)));
		}
		accepts(http("GET /cookie/x", "Cookie: a=b", "cookie: __Host-creds=" + token));
		for (String cookie : List.of("__host-creds=%s", "creds=%s", "__Host-creds-=%s", "a=\"__Host-creds=%s\"",
				"a=b, __Host-creds=%s", "__Host-creds%%3D%s", "$__Host-creds=%s", "\"__Host-creds\"=%s")) {
			refuses(http("GET /cookie/x", "Cookie: " + cookie.formatted(token)), DenyReason.TOKEN_MISSING);
		}
		for (String cookie : List.of("__Host-creds", "__Host-creds=", "__Host-creds=\"\"", "__Host-creds=\"%s",
				"__Host-creds=%s\"", "__Host-creds='%s'", "__Host-creds=%s x", "__Host-creds=\"%s;\"",
				"__Host-creds=%s,", "__Host-creds==%s")) {
			refuses(http("GET /cookie/x", "Cookie: " + cookie.formatted(token)), DenyReason.TOKEN_MALFORMED);
		}
		String twice = "__Host-creds=%1$s; __Host-creds=%1$s".formatted(token);
		refuses(http("GET /cookie/x", "Cookie: " + twice), DenyReason.TOKEN_AMBIGUOUS);
		refuses(http("GET /cookie/x", "Cookie: __Host-creds=" + token, "Cookie: __Host-creds=x"),
				DenyReason.TOKEN_AMBIGUOUS);
		refuses(http("POST /cookie/x", "Cookie: __Host-creds=" + token), DenyReason.REQUEST_CROSS_SITE);
	}

	/** Read past Spring Security's firewall, which would throw on each of them. */
	@Test
	void attack6_1WhenTokenHoldsWhatFirewallsRefuseThenRefused() throws IOException {
		for (char odd : "\u0001\u000b\u000c\u001b\u001c\u001f\u007f\u0080\u0085\u009f".toCharArray()) {
			for (String value : List.of("%2$s%1$c", "%1$c%2$s", "%2$s%1$c.x", "%1$c")) {
				String token = value.formatted(odd, goodToken());
				refusesUnlessRejected(http("GET /api/x", "Authorization: Bearer " + token), DenyReason.TOKEN_MALFORMED);
				refusesUnlessRejected(http("GET /several/x", "Cookie: creds=" + token), DenyReason.TOKEN_MALFORMED);
				refusesUnlessRejected(http("GET /header/x", "X-Token: " + token), DenyReason.TOKEN_MALFORMED);
			}
			refusesUnlessRejected(http("GET /api/x", "Authorization: " + odd + "Bearer " + goodToken()),
					DenyReason.TOKEN_MISSING);
			refusesUnlessRejected(http("GET /several/x", "Cookie: creds" + odd + "=" + goodToken()),
					DenyReason.TOKEN_MISSING);
		}
	}

	@Test
	void attack6_6WhenPreflightAndNothingAnswersItThenDecidedLikeAnyRequest() throws IOException {
		String origin = "Origin: https://friend.example";
		refuses(http("OPTIONS /api/x", origin, "Access-Control-Request-Method: GET"), DenyReason.TOKEN_MISSING);
		refuses(http("OPTIONS /api/x", origin), DenyReason.TOKEN_MISSING);
		refuses(http("OPTIONS /api/x"), DenyReason.TOKEN_MISSING);
		refuses(http("OPTIONS /elsewhere", origin, "Access-Control-Request-Method: GET"), DenyReason.ROUTE_NONE);
	}

	/** What is said of a refusal is looked at for every attack; here is one of each. */
	@Test
	void attack6_7WhenRefusedThenNothingIsSaidButTheReasonsStatus() throws IOException {
		refuses(http("GET /api/x"), DenyReason.TOKEN_MISSING);
		refuses(http("HEAD /api/x"), DenyReason.TOKEN_MISSING);
		refuses(http("OPTIONS /api/x"), DenyReason.TOKEN_MISSING);
		refuses(http("GET /api/x", "Authorization: a", "Authorization: b"), DenyReason.TOKEN_AMBIGUOUS);
		refusesToken("a.b.c", DenyReason.TOKEN_MALFORMED);
		refusesToken(forge("claims", Map.of("cnf", "x")), DenyReason.TOKEN_BINDING);
		refusesToken(forge("key", "attacker"), DenyReason.TOKEN_SIGNATURE);
		refusesToken("/down/x", goodToken(), DenyReason.KEY_UNAVAILABLE);
		refusesToken("/claims/x", goodToken(), DenyReason.CLAIMS_REQUIRE_ANY);
		refusesToken("/denied/x", goodToken(), DenyReason.POLICY_DENY);
		refuses(http("POST /denied/x"), DenyReason.POLICY_NONE);
		refusesToken("/elsewhere", goodToken(), DenyReason.ROUTE_NONE);
		refuses(http("GET /api/x", "X-Broken: yes", "Authorization: Bearer " + goodToken()), DenyReason.ERROR_INTERNAL);
	}

	/** Choice: the firewall of Spring Security comes first, but that is not visible. */
	@Test
	void attack6_7WhenPathCannotBeJudgedThenNothingIsSaidButTheReasonsStatus() throws IOException {
		for (String path : List.of("/api//x", "/api/../api/x", "/api;a=b/x", "/api/%2e%2e/x", "/api/x%25", "/api/x%7f",
				"//api/x")) {
			refuses(http("GET " + path, "Authorization: Bearer " + goodToken()), DenyReason.REQUEST_PATH);
		}
	}

	@Test
	void attack6_8WhenTokenHoldsControlCharactersThenLogIsClean() throws IOException {
		String evil = "\\r\\n2030-01-01 ERROR forged \\u001b[31m\\u0000\\u2028";
		String header = "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}";
		refusesToken(signed(header.formatted("RS256", evil), goodClaims()), DenyReason.KEY_UNKNOWN);
		assertRefusalIsLogged("key.unknown");
		refusesToken(signed(header.formatted(evil, "rs-1"), goodClaims()), DenyReason.TOKEN_ALGORITHM);
		refusesToken(signed("{\"alg\":\"RS256\",\"typ\":\"%s\"}".formatted(evil), goodClaims()), DenyReason.TOKEN_TYPE);
		for (String claim : List.of("iss", "sub")) {
			String payload = "{\"iss\":\"https://issuer.example\",\"exp\":1,\"%s\":\"%s\"}";
			String claims = claim.equals("iss") ? "{\"iss\":\"%s\",\"exp\":1}".formatted(evil)
					: payload.formatted(claim, evil);
			refusesToken(signed(header.formatted("RS256", "rs-1"), claims),
					claim.equals("iss") ? DenyReason.TOKEN_ISSUER : DenyReason.TOKEN_EXPIRED);
		}
		refuses(http("GET /elsewhere/%5Bx%5D%1b%0d%0aERROR"), DenyReason.REQUEST_PATH);
	}

	@Test
	void attack6_8WhenRefusedThenNeitherTokenNorClaimIsLogged() throws IOException {
		refusesToken("/claims/x", forge("claims", Map.of("sub", "mallory-the-subject")), DenyReason.CLAIMS_REQUIRE_ANY);
		assertRefusalIsLogged("claims.require_any");
		assertThat(logged()).noneMatch((line) -> line.contains("mallory-the-subject"));
		refuses(http("GET /query/x?access_token=" + goodToken() + "x"), DenyReason.TOKEN_MALFORMED);
		assertThat(logged()).noneMatch((line) -> line.contains(goodToken().substring(0, 30)));
		refuses(http("GET /api/x", "X-Broken: yes", "Authorization: Bearer " + goodToken()), DenyReason.ERROR_INTERNAL);
		assertThat(logged()).noneMatch((line) -> line.contains(goodToken().substring(0, 30)));
	}

	private void assertRefusalIsLogged(String reason) {
		assertThat(logged())
			.anyMatch((line) -> line.startsWith("Refused GET /") && line.contains(" (" + reason + "): "));
	}

	private String signed(String header, String payload) {
		return Forgery.signed(this.keys.get("rs-1"), "RS256", header, payload);
	}

}
