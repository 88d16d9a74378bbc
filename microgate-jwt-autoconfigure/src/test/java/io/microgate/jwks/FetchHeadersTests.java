package io.microgate.jwks;

import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * {@code request.headers} and {@code request.bearerToken}, from a server with a private
 * certificate as the API server of Kubernetes has one.
 */
@Tag("server")
class FetchHeadersTests {

	private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

	private JwksServer server;

	private FetchTrial trial;

	private Path directory;

	private volatile String accepted = "s3cret.token-1";

	@BeforeEach
	void start(@TempDir Path directory) throws Exception {
		this.directory = directory;
		this.server = JwksServer.startTls(TestPki.LOCALHOST.serverContext()).with(apiServer());
		this.trial = new FetchTrial(directory).trustingRoot();
	}

	@AfterEach
	void close() {
		this.trial.close();
		this.server.close();
	}

	private HttpHandler apiServer() {
		return (exchange) -> {
			String metadata = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(ISSUER, this.server.uri());
			boolean keys = exchange.getRequestURI().getPath().equals("/jwks");
			boolean authorized = ("Bearer " + this.accepted)
				.equals(exchange.getRequestHeaders().getFirst("Authorization"));
			byte[] body = (keys ? JwksDocuments.withKids("k8s") : metadata).getBytes(UTF_8);
			JwksServer.respond(exchange, authorized ? 200 : 401, body);
		};
	}

	/** The directory of a service account is one secret. */
	@Test
	void fetchWhenDirectoryOfServiceAccountThenKeys() {
		this.trial.with("token", "s3cret.token-1").with("namespace", "default").sendingToken();
		assertThat(this.trial.at(this.server.uri()).fetch()).isEqualTo("[k8s]");
		String metadata = this.server.uri().replace("/jwks", "/.well-known/openid-configuration");
		assertThat(this.trial.discovering(ISSUER).at(metadata).fetch()).as("by discovery").isEqualTo("[k8s]");
	}

	@Test
	void fetchWhenTokenIsRotatedThenNextFetchSendsTheNewOne() {
		this.trial.with("token", "s3cret.token-1\n").sendingToken().at(this.server.uri());
		assertThat(this.trial.fetch()).isEqualTo("[k8s]");
		this.accepted = "s3cret.token-2";
		assertThat(this.trial.fetch()).isEqualTo(
				"the answer has status 401 (%s). The server does not accept the configured 'request.bearerToken' or 'request.headers'"
					.formatted(this.server.uri()));
		this.trial.with("token", "s3cret.token-2\r\n");
		assertThat(this.trial.fetch()).isEqualTo("[k8s]");
	}

	@ParameterizedTest(name = "{1}")
	@MethodSource("tokens")
	void fetchWhenFileOfTokenIsBrokenThenNothingIsSent(String token, String failure) {
		this.trial.with("token", token).sendingToken().at(this.server.uri());
		assertThat(this.trial.fetch())
			.isEqualTo("'token' of secret 'files' %s (%s)".formatted(failure, this.server.uri()));
		assertThat(this.server.hits()).isZero();
		this.trial.with("token", "s3cret.token-1");
		assertThat(this.trial.fetch()).isEqualTo("[k8s]");
	}

	static Stream<Arguments> tokens() {
		String characters = "has a space, a line break or another character that a bearer token cannot have";
		return Stream.of(arguments("", "is empty"), arguments("\n", "is empty"), arguments("\r\n", "is empty"),
				arguments("s3cret\n\n", characters), arguments("\ns3cret", characters),
				arguments("s3cret\r\nX-Evil: 1", characters), arguments("s3cret token", characters),
				arguments("s3cret\u0000", characters), arguments("s3cret\u00e4", characters),
				arguments("s3cret\u007f", characters), arguments("s3cret".repeat(3000), "is longer than 16 KiB"));
	}

	@Test
	void fetchWhenFileOfTokenIsAbsentOrNotUtf8ThenSaysSo() throws Exception {
		this.trial.sendingToken().at(this.server.uri());
		assertThat(this.trial.fetch())
			.isEqualTo("'token' of secret 'files' is absent (%s)".formatted(this.server.uri()));
		Files.write(this.directory.resolve("token"), new byte[] { 's', (byte) 0xff });
		assertThat(this.trial.fetch()).startsWith("'token' of secret 'files' is not UTF-8 (");
	}

	@Test
	void fetchWhenHeadersThenSentAndOwnOnesReplaced() {
		this.server.withKeys("a");
		assertThat(this.trial.sending("user-agent", "s3cret/1.0 (x)").at(this.server.uri()).fetch()).isEqualTo("[a]");
		assertThat(this.server.requests()).singleElement()
			.satisfies((headers) -> assertThat(headers.get("User-Agent")).containsExactly("s3cret/1.0 (x)"));
	}

	/** Another port is another server. */
	@Test
	void fetchWhenKeysAreElsewhereThenHeadersStayWithUri() throws Exception {
		try (JwksServer other = JwksServer.startTls(TestPki.LOCALHOST.serverContext()).withKeys("b")) {
			String metadata = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(ISSUER, other.uri());
			this.server.with(200, metadata);
			this.trial.with("token", "s3cret.token-1").sendingToken().sending("X-Api-Key", "s3cret");
			this.trial.discovering(ISSUER, "localhost:" + other.port()).at(this.server.uri());
			assertThat(this.trial.fetch()).isEqualTo("[b]");
			assertThat(this.server.requests()).singleElement()
				.satisfies((headers) -> assertThat(headers.keySet()).contains("Authorization", "X-api-key"));
			assertThat(other.requests()).singleElement()
				.satisfies((headers) -> assertThat(headers.keySet()).doesNotContain("Authorization", "X-api-key"));
			other.with(401, "");
			assertThat(this.trial.fetch()).startsWith("the answer has status 401 (" + other.uri())
				.contains("are not sent here, because it is not the scheme, host and port of 'uri'");
		}
	}

	/** What would not be sent there is not recommended. */
	@ParameterizedTest
	@ValueSource(ints = { 401, 403 })
	void fetchWhenKeysElsewhereNeedAuthenticationThenSaysHowToSendIt(int status) throws Exception {
		try (JwksServer other = JwksServer.startTls(TestPki.LOCALHOST.serverContext()).with(status, "")) {
			this.server.with(200, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(ISSUER, other.uri()));
			this.trial.discovering(ISSUER, "localhost:" + other.port()).at(this.server.uri());
			assertThat(this.trial.fetch())
				.endsWith("). If the document needs authentication, configure its URI as 'uri', and configure"
						+ " 'extensions.request.bearerToken' or 'extensions.request.headers'");
		}
	}

	@Test
	void fetchWhenForbiddenThenHintOnUserAgentUnlessItIsConfigured() {
		this.server.with(403, "");
		this.trial.with("token", "s3cret.token-1").sendingToken().at(this.server.uri());
		assertThat(this.trial.fetch()).contains("does not accept the configured 'request.bearerToken'",
				"A firewall may reject the User-Agent of Java");
		this.trial.sending("USER-AGENT", "shop/1.0").at(this.server.uri());
		assertThat(this.trial.fetch()).contains("does not accept the configured").doesNotContain("firewall");
	}

	@Test
	void fetchWhenOnlyUserAgentIsConfiguredThenNothingWasRejected() {
		this.server.with(401, "");
		assertThat(this.trial.sending("user-agent", "shop/1.0").at(this.server.uri()).fetch())
			.endsWith(". If the document needs authentication, configure 'extensions.request.bearerToken' or"
					+ " 'extensions.request.headers'");
	}

	/** Also where the message cuts it off. */
	@Test
	void fetchWhenRedirectRepeatsSecretsThenHidden() {
		String token = "s3cret.token-1".repeat(60);
		String key = "s3cret/key+with=more";
		this.server.with((exchange) -> {
			exchange.getResponseHeaders()
				.set("Location", "/login?key=%s&k=%s&authorization=Bearer%%20%s&t=1".formatted(key,
						URLEncoder.encode(key, UTF_8), token));
			JwksServer.respond(exchange, 302, new byte[0]);
		});
		this.trial.with("token", token).sendingToken().sending("X-Api-Key", key).at(this.server.uri());
		assertThat(this.trial.fetch())
			.contains("Location '/login?key=(secret)&k=(secret)&authorization=Bearer%20(secret)&t=1'");
	}

	@Test
	void fetchWhenThroughProxyThenTokenIsInsideTheTunnelOnly() {
		try (TestProxy proxy = TestProxy.start()) {
			this.trial.with("token", "s3cret.token-1").sendingToken().through(proxy);
			assertThat(this.trial.at(this.server.uri()).fetch()).isEqualTo("[k8s]");
			assertThat(proxy.requests()).singleElement().asString().doesNotContain("s3cret", "Authorization");
		}
	}

}
