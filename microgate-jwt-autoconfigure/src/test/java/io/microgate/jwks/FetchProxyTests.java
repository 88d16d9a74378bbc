package io.microgate.jwks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import io.microgate.RefusingPort;
import io.microgate.tls.TlsSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@code request.proxy}: through a proxy to hosts that only the proxy knows.
 */
@Tag("server")
class FetchProxyTests {

	private static final String HOST = "idp.internal.example";

	private final TestProxy proxy = TestProxy.start();

	private JwksServer server;

	private FetchTrial trial;

	@BeforeEach
	void start(@TempDir Path directory) throws Exception {
		this.server = JwksServer.startTls(TestPki.ROOT.issue("DNS:" + HOST).serverContext()).withKeys("a", "b");
		this.trial = new FetchTrial(directory).trustingRoot();
	}

	@AfterEach
	void close() {
		this.trial.close();
		this.server.close();
		this.proxy.close();
	}

	private String uri() {
		return "https://%s:%d/jwks?v=1".formatted(HOST, this.server.port());
	}

	private FetchTrial withPassword(String password) {
		return this.trial.with("username", "microgate\n").with("password", password).throughWithPassword(this.proxy);
	}

	@Test
	void fetchWhenProxyAsksForPasswordThenTunnelWithBasicAndNothingOfItBehind() {
		this.proxy.requiring("microgate", "s3cret:ä");
		assertThat(withPassword("s3cret:ä\n").at(uri()).fetch()).isEqualTo("[a, b]");
		assertThat(this.proxy.requests()).singleElement()
			.asString()
			.startsWith("CONNECT %1$s:%2$d HTTP/1.1\r\nHost: %1$s:%2$d\r\n".formatted(HOST, this.server.port()))
			.doesNotContain("Accept");
		assertThat(this.server.requests()).singleElement().satisfies((headers) -> {
			assertThat(headers.getFirst("Host")).isEqualTo(HOST + ":" + this.server.port());
			assertThat(headers.keySet()).contains("Accept", "User-agent")
				.doesNotContain("Proxy-authorization", "Authorization", "Accept-encoding", "Content-length", "Cookie");
		});
	}

	@Test
	void fetchWhenPasswordIsRotatedThenNextFetchUsesIt() {
		this.proxy.requiring("microgate", "new");
		withPassword("s3cret").at(uri());
		assertThat(this.trial.fetch()).startsWith(
				"the proxy answered CONNECT with status 407 (%s through the proxy %s). The proxy does not accept"
					.formatted(uri(), this.proxy.uri()));
		this.trial.with("password", "new");
		assertThat(this.trial.fetch()).isEqualTo("[a, b]");
	}

	@Test
	void fetchWhenProxyAsksForPasswordAndThereIsNoneThenSaysWhatToConfigure() {
		this.proxy.requiring("microgate", "s3cret");
		assertThat(this.trial.through(this.proxy).at(uri()).fetch())
			.startsWith("the proxy answered CONNECT with status 407 (")
			.contains("configure 'extensions.request.proxy' with 'secretRef'");
		assertThat(this.server.hits()).isZero();
	}

	@Test
	void fetchWhenPlainThenAbsoluteFormWithPassword() {
		this.proxy.requiring("microgate", "s3cret");
		try (JwksServer plain = JwksServer.start().withKeys("c")) {
			String uri = "http://%s:%d/jwks?v=1".formatted("my_keycloak", plain.port());
			assertThat(withPassword("s3cret").at(uri).fetch()).isEqualTo("[c]");
			assertThat(this.proxy.requests()).singleElement()
				.asString()
				.startsWith("GET " + uri + " HTTP/1.1\r\nHost: my_keycloak:%d\r\n".formatted(plain.port()));
		}
	}

	@Test
	void fetchWhenPlainAndPasswordIsMissingThenSaysSo() {
		this.proxy.requiring("microgate", "s3cret");
		assertThat(this.trial.through(this.proxy).at("http://idp.internal.example/jwks").fetch())
			.startsWith("the answer has status 407 (http://idp.internal.example/jwks through the proxy ")
			.contains("'extensions.request.proxy' with 'secretRef'");
	}

	@Test
	void fetchWhenDiscoveringThenBothDocumentsThroughTheProxy() {
		String keys = "https://%s:%d/keys".formatted(HOST, this.server.port());
		this.server.with((exchange) -> {
			String body = exchange.getRequestURI().getPath().equals("/keys") ? JwksDocuments.withKids("a")
					: "{\"issuer\":\"https://idp\",\"jwks_uri\":\"%s\"}".formatted(keys);
			JwksServer.respond(exchange, 200, body.getBytes(ISO_8859_1));
		});
		assertThat(this.trial.through(this.proxy).discovering("https://idp").at(uri()).fetch()).isEqualTo("[a]");
		assertThat(this.proxy.requests()).hasSize(2);
	}

	@Test
	void fetchWhenGzipComesUnaskedThenUnpackedWithinTheLimit() {
		this.trial.through(this.proxy).at(uri());
		byte[] keys = JwksDocuments.withKids("a").getBytes(ISO_8859_1);
		this.server.with((exchange) -> encoded(exchange, "GZIP", KeySetShape.gzip(keys)));
		assertThat(this.trial.fetch()).isEqualTo("[a]");
		this.server
			.with((exchange) -> encoded(exchange, "gzip", KeySetShape.gzip(new byte[DocumentBody.MAX_BYTES + 1])));
		assertThat(this.trial.fetch()).startsWith("the answer is longer than 1 MiB when it is unpacked (");
		this.server.with((exchange) -> encoded(exchange, "br", keys));
		assertThat(this.trial.fetch()).startsWith("the answer has the Content-Encoding 'br'");
	}

	private static void encoded(HttpExchange exchange, String encoding, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("content-encoding", encoding);
		JwksServer.respond(exchange, 200, body);
	}

	@Test
	void fetchWhenCertificateIsOfAnotherHostThenRefusedAsWithoutProxy() {
		String other = uri().replace(HOST, "other.internal.example");
		assertThat(this.trial.through(this.proxy).at(other).fetch())
			.startsWith("TLS failed: No subject alternative DNS name");
		assertThat(this.server.hits()).isZero();
	}

	@Test
	void fetchWhenPinOrNameDoesNotFitThenRefusedAsWithoutProxy() {
		this.trial.through(this.proxy);
		TlsSpec.Custom pin = new TlsSpec.Custom(null, null,
				new TlsSpec.CertificatePinning(List.of(TestPki.LOCALHOST.spkiPin()), null), null);
		assertThat(this.trial.at(uri(), pin).fetch())
			.startsWith("TLS failed: the certificate fits no pin of 'certificatePinning'");
		assertThat(this.trial.at(uri(), TlsTrial.trustedCa(1, "files")).fetch()).isEqualTo("[a, b]");
		this.trial.with("ca.crt", Pem.of(TestPki.OTHER_ROOT.certificate()));
		assertThat(this.trial.fetch()).startsWith("TLS failed: unable to find valid certification path");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("answersOfProxies")
	void fetchWhenProxyDoesNotAnswerAsOneThenSaysSoWithinMaxDuration(String name, TestProxy.Answer answer,
			String failure) {
		this.proxy.answering(answer);
		this.trial.within("2s").through(this.proxy).at(uri());
		assertThat(this.trial.fetch()).startsWith(failure)
			.contains("(%s through the proxy %s)".formatted(uri(), this.proxy.uri()));
	}

	static Stream<Arguments> answersOfProxies() {
		return Stream.of(raw("closes at once", "", "the proxy's answer to CONNECT breaks off"),
				raw("closes early", "HTTP/1.1 200 Connection estab", "the proxy's answer to CONNECT breaks off"),
				raw("speaks another protocol", "SSH-2.0-OpenSSH_9.2\r\n\r\n",
						"the proxy's answer to CONNECT is not HTTP"),
				raw("has a broken field", "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
						"the proxy's answer to CONNECT is not HTTP"),
				raw("forbids", "HTTP/1.1 403 No\r\nContent-Type: text/html\r\n\r\n<html>",
						"the proxy answered CONNECT with status 403, content type 'text/html'"),
				raw("redirects", "HTTP/1.1 302 Found\r\nLocation: https://login\r\n\r\n",
						"the proxy answered CONNECT with status 302, Location 'https://login'"),
				raw("escapes nothing", "HTTP/1.1 500 E\r\nContent-Type: a\u001b[31m\u00e4\r\n\r\n",
						"the proxy answered CONNECT with status 500, content type 'a\\u001b[31m\\u00e4'"),
				raw("ends after the tunnel", "HTTP/1.1 200 OK\r\n\r\n", "TLS failed: "),
				raw("answers in plain behind the tunnel", "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{}",
						"TLS failed: "),
				arguments("sends endless fields", (TestProxy.Answer) (out) -> {
					out.write("HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1));
					while (true) {
						out.write("X-More: and more\r\n".getBytes(ISO_8859_1));
					}
				}, "the proxy's answer to CONNECT has more than 64 KiB of header fields"),
				arguments("sends one endless line", (TestProxy.Answer) (out) -> {
					while (true) {
						out.write(new byte[1024]);
					}
				}, "the proxy's answer to CONNECT has more than 64 KiB of header fields"),
				arguments("never answers", (TestProxy.Answer) (out) -> waitForEver(),
						"no complete answer of the proxy to CONNECT within 'maxDuration'"),
				arguments("drips", (TestProxy.Answer) (out) -> {
					while (true) {
						out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
						out.flush();
						await().pollDelay(Duration.ofMillis(50)).until(() -> true);
					}
				}, "no complete answer of the proxy to CONNECT within 'maxDuration'"),
				arguments("hangs behind the tunnel", (TestProxy.Answer) (out) -> {
					out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
					waitForEver();
				}, "no complete answer within 'maxDuration'"));
	}

	private static Arguments raw(String name, String answer, String failure) {
		return arguments(name, (TestProxy.Answer) (out) -> out.write(answer.getBytes(ISO_8859_1)), failure);
	}

	private static void waitForEver() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void fetchWhenNoProxyListensThenSaysSo() throws Exception {
		try (RefusingPort port = new RefusingPort()) {
			assertThat(this.trial.through("http://localhost:" + port.number()).at(uri()).fetch())
				.startsWith("the proxy cannot be used: the connection was refused (");
		}
	}

	@Test
	void fetchWhenServerBehindTheTunnelStallsThenEndsAtDeadlineAndConnectionIsClosed() {
		CountDownLatch ended = new CountDownLatch(1);
		this.server.with((exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			try {
				while (!this.server.isClosedWithin(Duration.ofMillis(20))) {
					exchange.getResponseBody().write(' ');
					exchange.getResponseBody().flush();
				}
			}
			finally {
				ended.countDown();
			}
		});
		this.trial.within("1s").through(this.proxy).at(uri());
		assertThat(this.trial.fetch()).startsWith("no complete answer within 'maxDuration' (");
		await().atMost(Duration.ofSeconds(60)).until(() -> ended.getCount() == 0);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Proxy-Authenticate: Negotiate~                                    | does not ask for Basic authentication
					Proxy-Authenticate: Digest realm="basic"~Proxy-Authenticate: NTLM~ | does not ask for Basic authentication
					Proxy-Authenticate: Negotiate~proxy-authenticate: BASIC realm=""~ | does not accept 'username' and 'password'
					Proxy-Authenticate: NTLM, Basic realm="x"~                        | does not accept 'username' and 'password'
					X-None: 1~                                                        | does not accept 'username' and 'password'
					""")
	void fetchWhenProxyRejectsPasswordThenHintFitsWhatItAsksFor(String fields, String hint) {
		this.proxy.answering("HTTP/1.1 407 No\r\n%s\r\n<html>".formatted(fields.replace("~", "\r\n")));
		assertThat(withPassword("s3cret").at(uri()).fetch()).startsWith("the proxy answered CONNECT with status 407 (")
			.contains(hint);
		assertThat(this.trial.at("http://idp.internal.example/jwks").fetch()).startsWith("the answer has status 407 (")
			.contains(hint);
	}

	@Test
	void fetchWhenFileStartsWithByteOrderMarkThenSaysSo() {
		assertThat(withPassword("\ufeffs3cret").at(uri()).fetch())
			.startsWith("'password' of secret 'files' starts with a byte order mark");
	}

	@Test
	void fetchWhenFileOfPasswordIsMissingThenNothingIsSent() {
		this.trial.with("username", "microgate").throughWithPassword(this.proxy).at(uri());
		assertThat(this.trial.fetch()).isEqualTo("'password' of secret 'files' is absent (%s)".formatted(uri()));
		this.trial.with("username", "a:b").with("password", "s3cret");
		assertThat(this.trial.fetch()).startsWith("'username' of secret 'files' has a colon");
		assertThat(this.proxy.requests()).isEmpty();
	}

}
