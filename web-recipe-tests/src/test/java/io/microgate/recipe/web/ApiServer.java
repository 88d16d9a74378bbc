package io.microgate.recipe.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The API server of a cluster as far as pods ask it for keys: it has a certificate that
 * only the cluster trusts, and answers only with the token of a service account.
 */
final class ApiServer implements AutoCloseable {

	private static final String PASSWORD = "changeit";

	private static final String TOKEN = "token-of-the-pod";

	private final HttpsServer server;

	private ApiServer(HttpsServer server) {
		this.server = server;
	}

	/**
	 * Starts it.
	 * @param serviceAccount directory where {@code ca.crt} and {@code token} are written
	 * to
	 * @param keys the key set
	 */
	static ApiServer start(Path serviceAccount, String keys) throws IOException, GeneralSecurityException {
		KeyStore certificate = certificate(serviceAccount.resolveSibling("api-server.p12"));
		Files.writeString(serviceAccount.resolve("ca.crt"),
				"-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
					.formatted(Base64.getMimeEncoder().encodeToString(certificate.getCertificate("key").getEncoded())));
		Files.writeString(serviceAccount.resolve("token"), TOKEN);
		HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(context(certificate)));
		byte[] body = keys.getBytes(StandardCharsets.UTF_8);
		server.createContext("/openid/v1/jwks", (exchange) -> {
			try (exchange) {
				boolean known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
				exchange.sendResponseHeaders(known ? 200 : 401, known ? body.length : -1);
				if (known) {
					exchange.getResponseBody().write(body);
				}
			}
		});
		server.start();
		return new ApiServer(server);
	}

	private static KeyStore certificate(Path file) throws IOException, GeneralSecurityException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "key", "-keyalg", "EC", "-dname", "CN=api-server", "-ext", "san=dns:localhost",
				"-ext", "bc=ca:true", "-keystore", file.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12")
			.redirectErrorStream(true)
			.start();
		assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.doesNotContain("keytool error");
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(file)) {
			store.load(input, PASSWORD.toCharArray());
		}
		return store;
	}

	private static SSLContext context(KeyStore certificate) throws GeneralSecurityException {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(certificate, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		return context;
	}

	String uri() {
		return "https://localhost:" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
