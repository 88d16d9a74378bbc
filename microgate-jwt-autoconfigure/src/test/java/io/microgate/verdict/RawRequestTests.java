package io.microgate.verdict;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that a normal client would repair or not send at all. A server may reject
 * them; what it hands over is judged like any other.
 */
abstract class RawRequestTests extends AttackTests {

	private static final String CONFIGURATION = """
			microgate:
			  jwks:
			    main: {provider: {remote: {uri: "${key-set.main}"}}}
			  jwts:
			    main: {requireAny: [{jwksRef: {name: main}, issuer: "https://issuer.example"}], expirationRequired: true}
			  routes:
			    api: {paths: [/api/**, /vault/**]}
			    open: {paths: [/open/**]}
			    hosted: {hostnames: [app.example], paths: [/hosted/**]}
			    method: {matches: [{path: {value: /method}, method: GET}]}
			    header: {matches: [{path: {value: /header}, headers: [{name: X-Flag, value: "on"}]}]}
			  access-control-policies:
			    api: {targetRefs: [{name: api}], policies: [{authorization: {authentication: {jwt: {jwtRef: {name: main}}}}}]}
			    open: {targetRefs: [{name: open}, {name: hosted}, {name: method}, {name: header}], policies: [{authorization: {}}]}
			""";

	/** Longer than an answer takes. */
	private static final int PATIENCE_MILLIS = 1000;

	RawRequestTests(TestStack stack) {
		super(stack, CONFIGURATION);
	}

	private static String raw(String... lines) {
		return String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
	}

	private String bearer() {
		return "Authorization: Bearer " + goodToken();
	}

	@Test
	void targetWhenAbsoluteThenItsPathIsJudged() throws IOException {
		for (String target : List.of("http://localhost/api/x", "HTTP://localhost/api/x", "https://localhost/api/x",
				"http://user:password@localhost/api/x")) {
			refuses(http("GET " + target), DenyReason.TOKEN_MISSING);
			accepts(http("GET " + target, bearer()));
		}
		refuses(http("GET http://localhost"), DenyReason.ROUTE_NONE);
		refuses(http("GET http://localhost?/open"), DenyReason.ROUTE_NONE);
		refuses(http("GET http://localhost/api/../open"), DenyReason.REQUEST_PATH);
		accepts(raw("GET http://app.example/hosted/x HTTP/1.1", "Host: app.example"));
		rejects(raw("GET http://app.example/hosted/x HTTP/1.1", "Host: localhost"));
		rejects(raw("GET http://localhost/vault/secret HTTP/1.1"));
	}

	@Test
	void targetWhenInAnotherFormThenNothingIsLetIn() throws IOException {
		for (String target : List.of("vault/secret", "?/vault/secret", "*", "http:/vault/secret",
				"http:///vault/secret", "http://", "file:///vault/secret", "ftp://localhost/vault/secret",
				"//localhost:0/vault/secret", "\\vault\\secret", "#/vault/secret", "localhost/vault/secret",
				";/vault/secret")) {
			rejects(http("GET " + target));
		}
		for (String request : List.of("CONNECT localhost:80", "CONNECT /vault/secret", "OPTIONS vault/secret")) {
			rejects(http(request));
		}
		RawHttp.Response server = send(http("OPTIONS *"));
		assertThat(server.body()).isEmpty();
	}

	@Test
	void targetWhenItHasAFragmentOrAnEmptyQueryThenOnlyTheQueryIsDropped() throws IOException {
		rejects(http("GET /open/x#y"));
		rejects(http("GET /open/x?#"));
		accepts(http("GET /open/x?"));
		accepts(http("GET /open/x??"));
		refuses(http("GET /api/x?"), DenyReason.TOKEN_MISSING);
		refuses(http("GET /api?/../open/x"), DenyReason.TOKEN_MISSING);
	}

	@Test
	void targetWhenItHasRawBytesThenRejected() throws IOException {
		for (String bytes : List.of("\u0000", "\u0001", "\u0008", "\u000b", "\u000c", "\u001b", "\u007f", "\u0080",
				"\u00e4", "\u00ff", "\u00c3\u00a4", "\"", "<", ">", "^", "`", "{", "|", "}", "\\")) {
			rejects(http("GET /vault/secret" + bytes));
		}
		assertThat(send(http("GET /api/x y")).status()).isIn(400, 505);
		assertThat(send(http("GET /api/x\ty")).status()).isIn(400, 505);
	}

	@Test
	void headerWhenFoldedThenItStaysOneHeader() throws IOException {
		refuses(http("GET /api/x", "X-Other: a", " " + bearer()), DenyReason.TOKEN_MISSING);
		refuses(http("GET /api/x", "X-Other: a", "\t" + bearer()), DenyReason.TOKEN_MISSING);
		refuses(http("GET /api/x", bearer(), " x"), DenyReason.TOKEN_MALFORMED);
		refuses(http("GET /api/x", bearer(), " , Bearer x"), DenyReason.TOKEN_MALFORMED);
		refuses(http("GET /header/x", "X-Other: a", " X-Flag: on"), DenyReason.ROUTE_NONE);
	}

	@Test
	void headerWhenValueHasOddBytesThenJudgedOrRejected() throws IOException {
		for (String bytes : List.of("\u0080", "\u00a0", "\u00ff", "\u00c2\u00a0", "\u00e2\u0080\u00a8")) {
			refuses(http("GET /api/x", bearer() + bytes), DenyReason.TOKEN_MALFORMED);
			refuses(http("GET /header/x", "X-Flag: on" + bytes), DenyReason.ROUTE_NONE);
			accepts(http("GET /api/x", bearer(), "X-Other: " + bytes));
		}
		for (String bytes : List.of("\u0000", "\u0001", "\u0008", "\u000b", "\u001b", "\u007f", "\r", "\rx")) {
			rejects(http("GET /api/x", bearer(), "X-Other: a" + bytes + "b"));
			rejects(http("GET /api/x", bearer() + bytes + "b"));
		}
	}

	@Test
	void headerWhenNameIsOddThenRejectedUnlessOnlyItsCaseIs() throws IOException {
		for (String name : List.of("AUTHORIZATION", "authorization", "aUtHoRiZaTiOn")) {
			accepts(http("GET /api/x", bearer().replace("Authorization", name)));
		}
		accepts(http("GET /header/x", "x-fLAG: on"));
		for (String header : List.of("Authorization : Bearer ", "Authorization\t: Bearer ", ": Bearer ",
				"Authorization Bearer ", "Author ization: Bearer ", "Authorization\u0000: Bearer ",
				"Authorizat\u00econ: Bearer ", "(Authorization): Bearer ")) {
			rejects(http("GET /api/x", header + goodToken()));
		}
		for (String name : List.of("X-Authorization", "Authorization-X", "Proxy-Authorization", "Authorization_",
				"HTTP_AUTHORIZATION", "Authorisation", "X-Access-Token")) {
			refuses(http("GET /api/x", bearer().replace("Authorization", name)), DenyReason.TOKEN_MISSING);
		}
	}

	@Test
	void hostWhenOddThenRouteForOtherHostsIsNotTaken() throws IOException {
		for (String host : List.of("app.example", "app.example:80", "APP.example", "app.example.")) {
			accepts(raw("GET /hosted/x HTTP/1.1", "Host: " + host));
		}
		for (String host : List.of("localhost", "app.example.evil", "xapp.example", "evil", "[::1]", "127.0.0.1")) {
			refuses(raw("GET /hosted/x HTTP/1.1", "Host: " + host), DenyReason.ROUTE_NONE);
		}
		refuses(raw("GET /hosted/x HTTP/1.1", "Host:"), DenyReason.ROUTE_NONE);
		for (String host : List.of("app.example,localhost", "app.example/", "user@app.example", "app.example:x",
				"app.example app.example", "app.example\\", "app.example%00", "\u00e4pp.example", "app..example",
				"[::1")) {
			rejects(raw("GET /hosted/x HTTP/1.1", "Host: " + host));
		}
		assertThat(send(raw("GET /hosted/x HTTP/1.1", "Host: app.example:")).status()).isIn(200, 400);
		assertThat(send(raw("GET /hosted/x HTTP/1.1", "Host: app.example", "Host: app.example")).status()).isIn(200,
				400);
		rejects(raw("GET /hosted/x HTTP/1.1", "Host: localhost", "Host: app.example"));
		rejects(raw("GET /hosted/x HTTP/1.1", "X-Host: app.example"));
	}

	@Test
	void hostWhenForwardedAndNotConfiguredThenIgnored() throws IOException {
		for (String header : List.of("X-Forwarded-Host: app.example", "Forwarded: host=app.example",
				"X-Host: app.example", "X-Original-Host: app.example", "X-Forwarded-Server: app.example",
				"X-HTTP-Host-Override: app.example")) {
			refuses(http("GET /hosted/x", header), DenyReason.ROUTE_NONE);
		}
	}

	@Test
	void versionWhenOldThenJudgedLikeAnyOther() throws IOException {
		refuses("GET /api/x HTTP/1.0\r\n\r\n", DenyReason.TOKEN_MISSING);
		refuses("GET /hosted/x HTTP/1.0\r\n\r\n", DenyReason.ROUTE_NONE);
		accepts("GET /hosted/x HTTP/1.0\r\nHost: app.example\r\n\r\n");
		accepts("GET /api/x HTTP/1.0\r\n" + bearer() + "\r\n\r\n");
		for (String request : List.of("GET /vault/secret\r\n", "GET /vault/secret\r\n\r\n")) {
			assertThat(conversation(request)).doesNotContain(TestStack.SECRET);
		}
		for (String version : List.of("HTTP/2.0", "HTTP/1.2", "http/1.1", "HTTP/1.1x", "XTTP/1.1", "HTTP/11")) {
			rejects("GET /vault/secret " + version + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
		}
	}

	@Test
	void linesWhenEndedByLineFeedsOrPrecededByEmptyOnesThenJudgedLikeAnyOther() throws IOException {
		refusesUnlessRejected(http("GET /api/x").replace("\r\n", "\n"), DenyReason.TOKEN_MISSING);
		assertThat(send(http("GET /api/x", bearer()).replace("\r\n", "\n")).status()).isIn(200, 400);
		refuses("\r\n\r\n" + http("GET /api/x"), DenyReason.TOKEN_MISSING);
	}

	@Test
	void connectionWhenUsedAgainThenNothingIsLeftOfTheFirstRequest() throws IOException {
		String kept = "GET /vault/secret HTTP/1.1\r\nHost: localhost\r\n%s\r\n";
		String good = kept.formatted(bearer() + "\r\n");
		String bad = kept.formatted("");
		try (RawHttp.Connection connection = new RawHttp.Connection(port())) {
			assertThat(connection.exchange(good).body()).isEqualTo(TestStack.SECRET);
			assertThat(connection.exchange(bad).status()).isEqualTo(401);
			assertThat(connection.exchange(good).body()).isEqualTo(TestStack.SECRET);
			assertThat(connection.exchange(bad).status()).isEqualTo(401);
		}
	}

	/**
	 * Netty need not answer the last of them: it is told to close before it has begun.
	 */
	@Test
	void requestsWhenInOneGoThenEachIsJudgedByItself() throws IOException {
		String first = "GET /vault/secret HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n";
		assertThat(conversation(first.formatted(bearer()) + http("GET /vault/secret")))
			.containsOnlyOnce(TestStack.SECRET);
		assertThat(conversation(first.formatted("X-Other: x") + http("GET /vault/secret")))
			.doesNotContain(TestStack.SECRET)
			.contains("HTTP/1.1 401");
	}

	@Test
	void bodyWhenItHidesARequestThenThatIsJudgedByItself() throws IOException {
		String hidden = http("GET /vault/secret");
		for (String framing : List.of("Content-Length: 4\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked",
				"Transfer-Encoding: xchunked", "Transfer-Encoding: chunked, identity", "Content-Length: 0",
				"Content-Length: 0\r\nContent-Length: 5", "Content-Length: +5", "Content-Length: 0x5",
				"Content-Length: -1", "Transfer-Encoding : chunked",
				"Transfer-Encoding: chunked\r\nTransfer-Encoding: x", "Expect: 100-continue")) {
			String answer = conversation(
					"POST /open/x HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n0\r\n\r\n%s".formatted(framing, hidden));
			assertThat(answer).as(framing).doesNotContain(TestStack.SECRET);
		}
	}

	@Test
	void bodyWhenItsTrailerHasATokenThenItIsNoHeader() throws IOException {
		String chunked = "POST /api/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTrailer: Authorization\r\n"
				+ "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n" + bearer() + "\r\n\r\n";
		refuses(chunked, DenyReason.TOKEN_MISSING);
	}

	/**
	 * Everything that comes until the server closes the connection. Only when it does not
	 * the test says that nothing more will come: Netty would not answer an unfinished
	 * request.
	 */
	private String conversation(String http) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
			socket.setSoTimeout(PATIENCE_MILLIS);
			socket.getOutputStream().write(http.getBytes(StandardCharsets.ISO_8859_1));
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			try {
				socket.getInputStream().transferTo(answer);
			}
			catch (SocketTimeoutException ex) {
				socket.shutdownOutput();
				socket.getInputStream().transferTo(answer);
			}
			return answer.toString(StandardCharsets.ISO_8859_1);
		}
	}

}
