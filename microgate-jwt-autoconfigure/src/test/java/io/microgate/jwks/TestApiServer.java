package io.microgate.jwks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A provider behind a private certificate and a bearer token, as the API server of
 * Kubernetes is, and the directory of a service account of its cluster.
 */
public final class TestApiServer implements AutoCloseable {

	public static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

	private final Path directory;

	private final JwksServer server;

	private volatile String token = "";

	private TestApiServer(Path directory, JwksServer server) {
		this.directory = directory;
		this.server = server;
	}

	/**
	 * Starts a provider.
	 * @param directory where {@code token} and {@code ca.crt} are written
	 * @param key the key that it publishes
	 */
	public static TestApiServer start(Path directory, TestSigningKey key) throws IOException {
		JwksServer server = JwksServer.startTls(TestPki.LOCALHOST.serverContext());
		TestApiServer provider = new TestApiServer(directory, server);
		server.with((exchange) -> {
			boolean keys = exchange.getRequestURI().getPath().equals("/jwks");
			String metadata = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(ISSUER, server.uri());
			String authorization = exchange.getRequestHeaders().getFirst("Authorization");
			boolean authorized = ("Bearer " + provider.token).equals(authorization);
			JwksServer.respond(exchange, authorized ? 200 : 401,
					keys ? TestSigningKey.json(key.jwk()) : metadata.getBytes(UTF_8));
		});
		Files.writeString(directory.resolve("ca.crt"), Pem.of(TestPki.ROOT.certificate()));
		provider.changeToken("first");
		return provider;
	}

	public void changeToken(String value) throws IOException {
		this.token = value;
		Files.writeString(this.directory.resolve("token"), value + "\n");
	}

	public String uri() {
		return this.server.uri().replace("/jwks", "/.well-known/openid-configuration");
	}

	@Override
	public void close() {
		this.server.close();
	}

}
