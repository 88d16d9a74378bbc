package io.microgate.verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attack 6.5: paths that two readers understand in different ways. Everything is open but
 * what lies under {@code /vault}, so that Microgate allows any other reading of the path,
 * which meets whatever the application reads.
 */
abstract class PathAttackTests extends AttackTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			  routes:
			    all: {paths: [/**]}
			    vault: {matches: [{path: {type: PathPrefix, value: /vault}}]}
			    exact: {matches: [{path: {type: Exact, value: /vault/secret}}]}
			  access-control-policies:
			    all: {targetRefs: [{name: all}], policies: [{requestConditions: {path: {matcher: {prefix: /vault}}}, authorization: {deny: {}}}, {authorization: {}}]}
			    vault: {targetRefs: [{name: vault}, {name: exact}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			""";

	/** What may be put before a segment, or between two, so that a reader drops it. */
	private static final List<String> NOTHINGS = List.of("/", "/./", "//", "///", "/%2e/", "/x/../", "/x/%2e%2e/",
			"/x/.%2e/", "/x/..;/", "/;/", "/;a=b/", "/.;/", "/%3b/", "/%2f", "/%2F/", "/%5c", "/\\", "/%5c/", "/x/..\\",
			"/x/..%5c", "/x/..%2f", "/%252e/", "/%252f", "/x/%252e%252e/", "/%c0%af", "/%c0%ae/", "/x/%c0%ae%c0%ae/",
			"/%e0%80%af", "/%u002f", "/%20/", "/%09/", "/%00/", "/%0a/", "/%0d%0a/", "/%7f/", "/%c2%a0/", "/%e2%80%8b/",
			"/%e2%80%a8/", "/%ef%bb%bf/", "/%ef%bc%8f", "/%e2%88%95", "/?/", "/x?/../", "/%3f/", "/x%3f/../",
			"/x%23/../", "/#/", "/...;/", "/...../", "/ ", "/%", "/%/", "/%2", "/+/", "/{x}/", "/*/", "/**/");

	/** Other spellings of a name. */
	private static final List<String> SPELLINGS = List.of("%s", "%%76%s", "%S", "%s;", "%s;x", "%s.", "%s%%20",
			"%%20%s", "%s%%00", "%s%%0a", "%s%%3b", "%s%%23", "%s%%3f", "%s.json", "%s%%2e", "%%2576%s",
			"%%EF%%BD%%96%s");

	PathAttackTests(TestStack stack, String... profiles) {
		super(stack, CONFIGURATION, profiles);
	}

	@Test
	void attack6_5WhenTokenIsGoodThenVaultIsOpen() throws IOException {
		for (String path : List.of("/vault/secret", "/%76ault/secret", "/vault/%73ecret", "/vault/secret?",
				"/vault/secret?x=/y")) {
			assertThat(send(get(path, goodToken())).body()).as(path).isEqualTo(TestStack.SECRET);
		}
	}

	@Test
	void attack6_5WhenNoTokenThenNoSpellingOfThePathOpensTheVault() throws IOException {
		for (String path : paths()) {
			RawHttp.Response response = send(http("GET " + path));
			assertThat(response.body()).as(path).doesNotContain(TestStack.SECRET);
			assertThat(response.status()).as(path).isIn(200, 400, 401, 403);
		}
	}

	private static List<String> paths() {
		List<String> paths = new ArrayList<>();
		for (String nothing : NOTHINGS) {
			paths.add(nothing + "vault/secret");
			paths.add("/vault" + nothing + "secret");
			paths.add("/vault/secret" + nothing);
			paths.add("/vault/secret" + nothing + "..");
			paths.add("/open" + nothing + "../vault/secret");
			paths.add(nothing + "vault" + nothing + "secret");
			paths.add("http://localhost" + nothing + "vault/secret");
		}
		for (String spelling : SPELLINGS) {
			paths.add("/" + spelling.formatted("vault") + "/secret");
			paths.add("/vault/" + spelling.formatted("secret"));
			paths.add("/" + spelling.formatted("vault") + "/" + spelling.formatted("secret"));
		}
		return paths;
	}

	@Test
	void attack6_5WhenMethodIsAnotherThenDecidedAllTheSame() throws IOException {
		for (String method : List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")) {
			refuses(http(method + " /vault/secret"), DenyReason.TOKEN_MISSING);
			refuses(http(method + " /vault/secret", "X-HTTP-Method-Override: GET", "X-Method-Override: GET",
					"X-HTTP-Method: GET"), DenyReason.TOKEN_MISSING);
		}
		for (String method : List.of("TRACE", "CONNECT", "get", "GET_", "PROPFIND", "FOO", "PRI", "g\u00e8t")) {
			assertThat(send(http(method + " /vault/secret")).status()).as(method).isBetween(400, 505);
		}
	}

	@Test
	void attack6_5WhenUpgradeIsAskedForThenDecidedAllTheSame() throws IOException {
		for (String protocol : List.of("websocket", "h2c", "TLS/1.0", "websocket, h2c")) {
			refuses(http("GET /vault/secret", "Upgrade: " + protocol, "Sec-WebSocket-Version: 13",
					"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"),
					DenyReason.TOKEN_MISSING);
		}
	}

	@Test
	void attack6_5WhenHeadersNameAnotherPathThenIgnored() throws IOException {
		for (String header : List.of("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix", "X-Forwarded-Path",
				"X-Forwarded-Uri", "X-Envoy-Original-Path", "X-Proxy-URL", "Content-Location", "Referer")) {
			refuses(http("GET /vault/secret", header + ": /open"), DenyReason.TOKEN_MISSING);
			assertThat(send(http("GET /open", header + ": /vault/secret")).body()).isEqualTo("user=anonymous");
		}
	}

}
