package io.microgate.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.microgate.RefusingPort;

/**
 * Issues tokens always, and serves its keys from start to stop.
 */
final class IdentityProvider implements AutoCloseable {

	static final String ISSUER = "https://idp.example";

	private final RSAKey key;

	/** Until the start. */
	private final RefusingPort refusing = new RefusingPort();

	private final int port = this.refusing.number();

	private final AtomicInteger hits = new AtomicInteger();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private volatile CountDownLatch answers = new CountDownLatch(0);

	private HttpServer server;

	private IdentityProvider(RSAKey key) {
		this.key = key;
	}

	/** One whose port is known and answers nothing yet. */
	static IdentityProvider stopped() {
		try {
			return new IdentityProvider(new RSAKeyGenerator(2048).keyID("idp-key").generate());
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static IdentityProvider started() {
		IdentityProvider provider = stopped();
		provider.start();
		return provider;
	}

	void start() {
		this.refusing.close();
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.hits.incrementAndGet();
		try (exchange) {
			this.answers.await();
			byte[] keys = new JWKSet(this.key).toString().getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, keys.length);
			exchange.getResponseBody().write(keys);
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	/** Takes requests from now on but does not answer them. */
	void hang() {
		this.answers = new CountDownLatch(1);
	}

	/** Answers again, also what hangs. */
	void answer() {
		this.answers.countDown();
	}

	int hits() {
		return this.hits.get();
	}

	String uri() {
		return "http://127.0.0.1:" + this.port + "/jwks";
	}

	/** The header that carries a good token. */
	String[] bearer() {
		return bearer(Map.of());
	}

	String[] bearer(Map<String, Object> claims) {
		return new String[] { "Authorization", "Bearer " + token(claims) };
	}

	/**
	 * Issues a token for Alice.
	 * @param claims replace those of a good token
	 * @return the token
	 */
	String token(Map<String, Object> claims) {
		Map<String, Object> payload = new LinkedHashMap<>();
		payload.put("iss", ISSUER);
		payload.put("sub", "alice");
		payload.put("iat", Instant.now().getEpochSecond() - 60);
		payload.put("exp", Instant.now().getEpochSecond() + 300);
		payload.putAll(claims);
		JWSObject token = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.key.getKeyID()).build(),
				new Payload(payload));
		try {
			token.sign(new RSASSASigner(this.key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

	void stop() {
		this.server.stop(0);
	}

	@Override
	public void close() {
		this.refusing.close();
		answer();
		if (this.server != null) {
			stop();
		}
		this.threads.shutdownNow();
	}

}
