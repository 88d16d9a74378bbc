package io.microgate.jwks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A JWKS endpoint on the loopback interface whose behaviour a test changes as it goes.
 */
public final class JwksServer implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Headers> requests = new CopyOnWriteArrayList<>();

	/** Opened at the end, so that no handler outlives its test. */
	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile HttpHandler handler = (exchange) -> respond(exchange, 404, new byte[0]);

	private JwksServer(HttpServer server) {
		this.server = server;
		server.setExecutor(this.threads);
		server.createContext("/", this::handle);
		server.start();
	}

	public static JwksServer start() {
		return startAt(0);
	}

	public static JwksServer startAt(int port) {
		try {
			return new JwksServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static JwksServer startTls(SSLContext context) throws IOException {
		HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(context));
		return new JwksServer(server);
	}

	/**
	 * A server that limits the handshake.
	 */
	static JwksServer startTls(SSLContext context, Consumer<SSLParameters> limits) throws IOException {
		HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(context) {

			@Override
			public void configure(HttpsParameters parameters) {
				SSLParameters tls = context.getDefaultSSLParameters();
				limits.accept(tls);
				parameters.setSSLParameters(tls);
			}

		});
		return new JwksServer(server);
	}

	private void handle(HttpExchange exchange) throws IOException {
		this.requests.add(exchange.getRequestHeaders());
		try (exchange) {
			this.handler.handle(exchange);
		}
	}

	public JwksServer with(HttpHandler handler) {
		this.handler = handler;
		return this;
	}

	public JwksServer with(int status, String body) {
		return with((exchange) -> respond(exchange, status, body.getBytes(StandardCharsets.UTF_8)));
	}

	public JwksServer withKeys(String... kids) {
		return with(200, JwksDocuments.withKids(kids));
	}

	public JwksServer withKeys(Collection<TestSigningKey> keys) {
		byte[] body = TestSigningKey.json(keys.stream().map(TestSigningKey::jwk).toArray());
		return with((exchange) -> respond(exchange, 200, body));
	}

	/**
	 * Answers like the given body, but not before the latch is opened.
	 */
	JwksServer withKeysAfter(CountDownLatch latch, String... kids) {
		String body = JwksDocuments.withKids(kids);
		return with((exchange) -> {
			await(latch);
			respond(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
		});
	}

	/**
	 * Never answers.
	 */
	public JwksServer withSilence() {
		return with((exchange) -> await(this.closed));
	}

	public static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
	}

	static void await(CountDownLatch latch) throws IOException {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	/**
	 * Pauses a handler.
	 * @return whether the server has been closed meanwhile
	 */
	public boolean isClosedWithin(Duration pause) throws IOException {
		try {
			return this.closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	public void awaitClose() throws IOException {
		await(this.closed);
	}

	List<Headers> requests() {
		return this.requests;
	}

	public int hits() {
		return this.requests.size();
	}

	public int port() {
		return this.server.getAddress().getPort();
	}

	public String uri() {
		return ((this.server instanceof HttpsServer) ? "https" : "http") + "://localhost:" + port() + "/jwks";
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
