package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks on claims that equal a part of the request: whatever a request looks like, if
 * it is allowed, its handler reads the value of the claim and no other. A web stack is a
 * subclass, whose handlers answer with all that they read.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
abstract class EqualsAttackTests {

	static final String NOTHING = "nothing";

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			  routes:
			    path: {paths: ["/path/{id}", "/path/{id}/**"]}
			    query: {paths: [/query]}
			    header: {paths: [/header]}
			    choice: {paths: [/choice]}
			    bob: {matches: [{path: {type: Exact, value: /choice}, queryParams: [{name: q, value: bob}]}]}
			  access-control-policies:
			    path: {targetRefs: [{name: path}], policies: [ENTRY(pathVariable: id)]}
			    query: {targetRefs: [{name: query}], policies: [ENTRY(queryParameter: q)]}
			    header: {targetRefs: [{name: header}], policies: [ENTRY(header: X-C)]}
			    choice: {targetRefs: [{name: choice}], policies: [{authorization: {}}]}
			    bob: {targetRefs: [{name: bob}], policies: [{authorization: {deny: {}}}]}
			"""
		.replaceAll("ENTRY\\((.*)\\)", "{authorization: {authentication: {jwt: {jwtRef: {name: main}}},"
				+ " requireAll: [{jwt: {claim: {name: sub, value: {extensions: {equals: {$1}}}}}}]}}");

	private static final List<String> PARAMETERS = List.of("q=alice", "q=bob", "q", "q=", "%71=bob", "%71=alice",
			"q+=bob", "+q=bob", "q%20=bob", "=q=bob", "==q=bob", "=q", "x;q=bob", "x=1;q=bob", "q=alice;q=bob",
			"q;x=bob", "q=alice;x", "q=al%69ce", "q=alice+", "q=%FF", "q=%zz", "x=%zz", "x=%C3", "%71%FF=bob", "Q=bob",
			"q[]=bob", "q%5B%5D=bob", "%71%5b%5D=bob", "%21q=bob", "=q%5B%5D=bob", "q=alice=bob", "q==bob",
			"q=alice%00", "x=1", "", "!q=bob", "_q=bob", "q.x=bob", "%00q=bob");

	private static final List<String> MEDIA_TYPES = List.of("application/json", "text/plain",
			"application/x-www-form-urlencoded", "Application/X-WWW-Form-URLencoded",
			"application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded;",
			"application/json, application/x-www-form-urlencoded", "application/*", "*/*", "x",
			"multipart/form-data; boundary=b", "Multipart/Mixed; boundary=b");

	private static final List<String> SEGMENTS = List.of("alice", "bob", "%61lice", "Alice", "alice%00", "alice;x=1",
			";id=alice", "bob;id=alice", "alice%2F", "alice%2Fbob", "alice%5Cbob", ".", "..", "%2e%2e", "", "%20alice",
			"alice%20", "alice%0A", "al%C3%AFce", "%C1%A1lice", "alice+", "alice%3Fq", "alice%23", "alice.",
			"alice?bob");

	private static final List<String> LINES = List.of("X-C: alice", "x-c: alice", "X-C: bob", "X-C:", "X-C:  alice  ",
			"X-C: alice,bob", "X-C: alice, alice", "X-C: \"alice\"", "X-C : bob", "X_C: bob", "X-C: alice\r\n bob",
			"X-C: alice\u00a0", "X-C: \u00e9", "X-D: 1", "X-C: ALICE", "X-C:\talice\t");

	private final TestStack stack;

	private final TestKeys keys = new TestKeys();

	private final String token = new TokenForge(this.keys).forge(new TokenRecipe(Map.of()));

	private KeyServer keyServer;

	private RunningApplication application;

	EqualsAttackTests(TestStack stack) {
		this.stack = stack;
	}

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		this.keyServer = new KeyServer(this.keys, directory);
		this.application = RunningApplication.start(
				new Chapter("equals-attacks", CONFIGURATION, "", List.of(), null, Map.of(), List.of()), this.stack,
				this.keyServer.locations(), directory);
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.keyServer.close();
	}

	@Test
	void queryWhenAllowedThenHandlerReadsTheClaimAndNoOther() throws IOException {
		List<String> allowed = new ArrayList<>();
		for (String one : PARAMETERS) {
			for (String other : PARAMETERS) {
				send("GET /query?" + one + "&" + other, List.of(), "", allowed);
			}
		}
		assertThat(allowed).contains("GET /query?q=alice&x=1", "GET /query?Q=bob&%71=alice").hasSizeBetween(20, 100);
	}

	@Test
	void queryWhenRouteOfAnotherValueIsClosedThenHandlerDoesNotReadThatValue() throws IOException {
		List<String> allowed = new ArrayList<>();
		for (String one : PARAMETERS) {
			for (String other : PARAMETERS) {
				String request = "GET /choice?" + one + "&" + other;
				RawHttp.Response response = exchange(request, List.of(), "");
				// 500 is a parameter that the handler cannot bind
				assertThat(response.status()).as(request).isIn(200, 400, 403, 500);
				if (response.status() == 200) {
					assertThat(response.body().split("\\|")).as(request).doesNotContain("bob");
					allowed.add(request);
				}
			}
		}
		assertThat(allowed).contains("GET /choice?x=1&q=alice").hasSizeGreaterThan(100);
	}

	@Test
	void queryWhenRequestHasABodyThenHandlerReadsTheClaimAndNoOther() throws IOException {
		List<String> allowed = new ArrayList<>();
		for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
			for (String mediaType : MEDIA_TYPES) {
				String body = mediaType.contains("boundary")
						? "--b\r\nContent-Disposition: form-data; name=\"q\"\r\n\r\nbob\r\n--b--\r\n" : "q=bob";
				send(method + " /query?q=alice", List.of("Content-Type: " + mediaType), body, allowed);
				send(method + " /query?q=alice",
						List.of("Content-Type: application/json", "Content-Type: " + mediaType), body, allowed);
			}
			send(method + " /query?q=alice", List.of(), "q=bob", allowed);
		}
		assertThat(allowed).contains("POST /query?q=alice");
	}

	@Test
	void pathWhenAllowedThenHandlerReadsTheClaimAndNoOther() throws IOException {
		List<String> allowed = new ArrayList<>();
		for (String one : SEGMENTS) {
			send("GET /path/" + one, List.of(), "", allowed);
			for (String other : SEGMENTS) {
				send("GET /path/" + one + "/" + other, List.of(), "", allowed);
			}
		}
		assertThat(allowed).contains("GET /path/alice", "GET /path/%61lice/bob", "GET /path/alice/")
			.hasSizeLessThan(80);
	}

	@Test
	void headerWhenAllowedThenHandlerReadsTheClaimAndNoOther() throws IOException {
		List<String> allowed = new ArrayList<>();
		for (String one : LINES) {
			send("GET /header", List.of(one), "", allowed);
			for (String other : LINES) {
				send("GET /header", List.of(one, other), "", allowed);
			}
		}
		assertThat(allowed).hasSizeBetween(5, 40);
	}

	private void send(String request, List<String> headers, String body, List<String> allowed) throws IOException {
		RawHttp.Response response = exchange(request, headers, body);
		String description = "%s %s %s: %s".formatted(request, headers, body, response);
		assertThat(response.status()).as(description).isIn(200, 400, 403);
		if (response.status() == 200) {
			assertThat(response.body()).as(description).isEqualTo("alice");
			allowed.add(request);
		}
	}

	private RawHttp.Response exchange(String request, List<String> headers, String body) throws IOException {
		StringBuilder http = new StringBuilder(request).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
		http.append("Authorization: Bearer ").append(this.token).append("\r\n");
		headers.forEach((header) -> http.append(header).append("\r\n"));
		if (!body.isEmpty()) {
			http.append("Content-Length: ").append(body.length()).append("\r\n");
		}
		return RawHttp.exchange(this.application.port(false), http + "\r\n" + body);
	}

	/** What a handler answers: each value that it may read once. */
	static String readings(List<List<String>> readings) {
		List<String> values = new ArrayList<>();
		for (List<String> reading : readings) {
			if (reading != null) {
				values.addAll(reading);
			}
		}
		return values.isEmpty() ? NOTHING : String.join("|", values.stream().distinct().toList());
	}

	/**
	 * What is bound to the parameters of a request.
	 *
	 * @param q the parameter
	 */
	record Form(String q) {
	}

}
