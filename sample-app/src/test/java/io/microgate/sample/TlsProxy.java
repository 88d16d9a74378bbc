package io.microgate.sample;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ends TLS in front of an application, as a reverse proxy does, with a certificate of its
 * own for {@code localhost}.
 */
final class TlsProxy implements AutoCloseable {

	private static final char[] PASSWORD = "changeit".toCharArray();

	/** Set by the client and the server of the JDK themselves. */
	private static final Set<String> CONNECTION = Set.of("connection", "content-length", "host", "transfer-encoding",
			"upgrade", "http2-settings", "expect");

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final HttpsServer server;

	private final Path certificate;

	private final int applicationPort;

	/**
	 * Starts the proxy.
	 * @param directory where its key and certificate are written
	 * @param applicationPort port of the application on this host
	 */
	TlsProxy(Path directory, int applicationPort) throws IOException, InterruptedException, GeneralSecurityException {
		this.applicationPort = applicationPort;
		this.certificate = directory.resolve("proxy.pem");
		Path keys = directory.resolve("proxy.p12");
		keytool("-genkeypair", "-alias", "proxy", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost,ip:127.0.0.1", "-keystore", keys.toString());
		keytool("-exportcert", "-rfc", "-alias", "proxy", "-file", this.certificate.toString(), "-keystore",
				keys.toString());
		this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
		this.server.createContext("/", this::forward);
		this.server.start();
	}

	private static void keytool(String... arguments) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(
				Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		builder.command().addAll(List.of(arguments));
		builder.command().addAll(List.of("-storepass", new String(PASSWORD)));
		Process process = builder.redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		assertThat(process.waitFor()).as(output).isZero();
	}

	private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		try (InputStream content = Files.newInputStream(keys)) {
			keyStore.load(content, PASSWORD);
		}
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(keyStore, PASSWORD);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(managers.getKeyManagers(), null, null);
		return context;
	}

	/** The certificate that clients have to trust, as PEM. */
	Path certificate() {
		return this.certificate;
	}

	/** Where clients reach the application. */
	String origin() {
		return "https://localhost:" + this.server.getAddress().getPort();
	}

	private void forward(HttpExchange exchange) throws IOException {
		try (exchange) {
			HttpResponse<byte[]> response = this.client.send(request(exchange), BodyHandlers.ofByteArray());
			response.headers().map().forEach((name, values) -> {
				if (!CONNECTION.contains(name)) {
					exchange.getResponseHeaders().put(name, values);
				}
			});
			byte[] body = response.body();
			exchange.sendResponseHeaders(response.statusCode(), (body.length > 0) ? body.length : -1);
			exchange.getResponseBody().write(body);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private HttpRequest request(HttpExchange exchange) throws IOException {
		URI target = URI.create("http://localhost:" + this.applicationPort + exchange.getRequestURI());
		HttpRequest.Builder request = HttpRequest.newBuilder(target)
			.method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
		exchange.getRequestHeaders().forEach((name, values) -> {
			if (!CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
				values.forEach((value) -> request.header(name, value));
			}
		});
		return request.build();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
