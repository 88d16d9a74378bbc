package io.microgate.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No field of a client takes the place of one that Microgate sets or removes.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SpoofingContract {

	private final ServerKind kind;

	private final TestIssuer issuer = new TestIssuer();

	private Server server;

	private Server envoy;

	SpoofingContract(ServerKind kind) {
		this.kind = kind;
	}

	@BeforeAll
	void start(@TempDir Path keys) {
		this.issuer.writeKeys(keys);
		this.server = Server.start(this.kind, keys, Map.of());
		this.envoy = Server.start(this.kind, keys, Map.of("test.certificate-header", "X-Forwarded-Client-Cert"));
	}

	@AfterAll
	void stop() {
		this.server.close();
		this.envoy.close();
	}

	static List<SpoofedRequest> requests() {
		return SpoofedRequest.all();
	}

	@Test
	void requestsWhenCountedThenMany() {
		assertThat(requests()).hasSizeGreaterThanOrEqualTo(50);
	}

	@ParameterizedTest
	@MethodSource("requests")
	void fieldWhenSpoofedThenNotSeen(SpoofedRequest request) throws IOException {
		int port = (request.isOfEnvoy() ? this.envoy : this.server).port();
		RawHttp.Response response = RawHttp.exchange(port, request.write("", this.issuer.token("alice")));
		request.verify(response.status(), response.body());
	}

	@ParameterizedTest
	@MethodSource("requests")
	void fieldWhenSpoofedAtTheManagementPortThenNotSeen(SpoofedRequest request) throws IOException {
		String raw = request.write("", this.issuer.token("alice"));
		if (request.isDirect() && request.method().equals("GET")) {
			RawHttp.Response response = RawHttp.exchange(
					(request.isOfEnvoy() ? this.envoy : this.server).managementPort(),
					raw.replaceFirst("/echo", "/actuator/echo"));
			request.verify(response.status(), response.body());
		}
	}

	/** Such as have no body, no option and no character that the client refuses. */
	@Test
	void fieldWhenSpoofedByHttp2ThenNotSeen() throws Exception {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
		int sent = 0;
		for (SpoofedRequest request : requests()) {
			HttpRequest http2 = http2(request);
			if (http2 != null) {
				HttpResponse<String> response = client.send(http2, BodyHandlers.ofString());
				assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
				request.verify(response.statusCode(), response.body());
				sent++;
			}
		}
		assertThat(sent).isGreaterThan(30);
	}

	private HttpRequest http2(SpoofedRequest spoofed) {
		int port = (spoofed.isOfEnvoy() ? this.envoy : this.server).port();
		if (!spoofed.target().startsWith("/") || !spoofed.body().isEmpty()) {
			return null;
		}
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + spoofed.target()))
			.method(spoofed.method(), BodyPublishers.noBody());
		try {
			if (spoofed.fields().stream().noneMatch((line) -> line.startsWith("Authorization:"))) {
				request.header("Authorization", "Bearer " + this.issuer.token("alice"));
			}
			for (String line : spoofed.fields()) {
				int colon = line.indexOf(':');
				request.header(line.substring(0, Math.max(0, colon)), line.substring(colon + 1).strip());
			}
			return request.build();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
