package io.microgate.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Certificates of TLS connections and of trusted proxies, and tokens that are bound to
 * them, on all servers, whatever forwarded header fields say.
 */
class ClientCertificateTests {

	@TempDir
	static Path directory;

	private static final TestIssuer issuer = new TestIssuer();

	private static TestCertificates certificates;

	@BeforeAll
	static void issue() {
		certificates = new TestCertificates(directory);
		issuer.writeKeys(directory);
	}

	/** Of the reactive servers, Netty alone tells the peer if it is forwarded. */
	private static final Set<ServerKind> UNFORWARDED = EnumSet.of(ServerKind.REACTIVE_TOMCAT,
			ServerKind.REACTIVE_JETTY);

	static Stream<Arguments> strategies() {
		return Stream.of("none", "framework", "native")
			.flatMap((strategy) -> Arrays.stream(ServerKind.values())
				.filter((kind) -> strategy.equals("none") || !UNFORWARDED.contains(kind))
				.map((kind) -> arguments(kind, strategy)));
	}

	private static Server start(ServerKind kind, String strategy, String proxies) {
		return Server.start(kind, directory, Map.of("spring.config.name", "certificates",
				"server.forward-headers-strategy", strategy, "test.proxies", proxies));
	}

	private static int status(Server server, HttpClient client, String... headers)
			throws IOException, InterruptedException {
		return send(server, client, "/open/echo", headers).statusCode();
	}

	private static HttpResponse<String> send(Server server, HttpClient client, String path, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("https://localhost:%d%s".formatted(server.port(), path)));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static void assertBound(Server server, HttpClient client, String holder, String... further)
			throws IOException, InterruptedException {
		for (String bound : List.of("ann", "bob")) {
			String token = issuer.token(bound, Map.of("x5t#S256", certificates.thumbprint(bound)));
			List<String> headers = new ArrayList<>(List.of("Authorization", "Bearer " + token));
			headers.addAll(List.of(further));
			for (int i = 0; i < 2; i++) {
				HttpResponse<String> response = send(server, client, "/echo", headers.toArray(String[]::new));
				assertThat(response.statusCode()).as("%s with the token of %s", holder, bound)
					.isEqualTo(bound.equals(holder) ? 200 : 401);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("strategies")
	void requestWhenPeerIsNoProxyThenConnectionAloneCounts(ServerKind kind, String strategy)
			throws IOException, InterruptedException {
		try (Server server = start(kind, strategy, "192.0.2.0/24")) {
			String[] spoofed = { "X-Forwarded-For", "192.0.2.7", "Client-Cert", certificates.field("ann") };
			HttpClient ann = certificates.client("ann");
			assertThat(status(server, ann)).isEqualTo(200);
			assertThat(status(server, ann, "X-Forwarded-For", "192.0.2.7")).isEqualTo(200);
			assertThat(status(server, certificates.client("bob"))).isEqualTo(403);
			assertThat(status(server, certificates.client("bob"), spoofed)).isEqualTo(403);
			assertThat(status(server, certificates.client(null), spoofed)).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@MethodSource("strategies")
	void requestWhenPeerIsProxyThenItsFieldAloneCounts(ServerKind kind, String strategy)
			throws IOException, InterruptedException {
		try (Server server = start(kind, strategy, "127.0.0.1/32")) {
			String[] forwarded = { "X-Forwarded-For", "203.0.113.9", "Client-Cert", certificates.field("ann") };
			assertThat(status(server, certificates.client("bob"), forwarded)).isEqualTo(200);
			assertThat(status(server, certificates.client("ann"), "X-Forwarded-For", "203.0.113.9")).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE_TOMCAT", "REACTIVE_JETTY" })
	void startWhenServerMayForwardThePeerThenStopsWithCure(ServerKind kind) {
		for (String strategy : List.of("framework", "native")) {
			assertThatException().isThrownBy(() -> start(kind, strategy, "127.0.0.1/32").close())
				.satisfies((ex) -> assertThat(ex).asString().contains("Set 'server.forward-headers-strategy' to none"));
		}
	}

	/** A token that has been verified before is checked against each client again. */
	@ParameterizedTest
	@EnumSource
	void requestWhenTokenIsBoundToCertificateThenItsHolderAloneIsLetThrough(ServerKind kind)
			throws IOException, InterruptedException {
		try (Server server = start(kind, "none", "192.0.2.0/24")) {
			assertBound(server, certificates.client("ann"), "ann");
			assertBound(server, certificates.client("bob"), "bob");
			assertBound(server, certificates.client(null), "neither");
			assertBound(server, certificates.client("bob"), "bob", "Client-Cert", certificates.field("ann"));
			String unbound = "Bearer " + issuer.token("ann");
			assertThat(send(server, certificates.client("ann"), "/echo", "Authorization", unbound).statusCode())
				.isEqualTo(401);
		}
	}

	@ParameterizedTest
	@EnumSource
	void requestWhenTlsSessionIsResumedThenItsCertificateCounts(ServerKind kind)
			throws IOException, InterruptedException {
		try (Server server = start(kind, "none", "192.0.2.0/24")) {
			SSLContext context = certificates.context("ann");
			for (int i = 0; i < 3; i++) {
				HttpClient client = HttpClient.newBuilder().sslContext(context).build();
				assertBound(server, client, "ann");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void requestWhenTokenIsBoundAndPeerIsProxyThenCertificateOfTheFieldCounts(ServerKind kind)
			throws IOException, InterruptedException {
		try (Server server = start(kind, "none", "127.0.0.1/32")) {
			assertBound(server, certificates.client("bob"), "ann", "Client-Cert", certificates.field("ann"));
			assertBound(server, certificates.client("bob"), "neither");
		}
	}

}
