package io.microgate.sample.provider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

/**
 * Takes the place of the identity provider that the pages name.
 */
public final class KeyServer implements AutoCloseable {

	private static final String PROVIDER = "https://idp.example.com";

	private final HttpServer server;

	private final ECKey key;

	private KeyServer(HttpServer server, ECKey key) {
		this.server = server;
		this.key = key;
	}

	/** Starts a provider whose keys are at every path. */
	public static KeyServer start() throws IOException, JOSEException {
		ECKey key = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
		byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			try (exchange) {
				exchange.sendResponseHeaders(200, keys.length);
				exchange.getResponseBody().write(keys);
			}
		});
		server.start();
		return new KeyServer(server, key);
	}

	/** Returns the YAML of a page with this provider in it. */
	public String local(String yaml) {
		return yaml.replace(PROVIDER, uri());
	}

	/** Returns where it is, which is its issuer as well. */
	public String uri() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	/** Returns its key set. */
	public String keys() {
		return new JWKSet(this.key.toPublicJWK()).toString();
	}

	/**
	 * Signs a token that is valid for 10 minutes, unless the claims say something else.
	 */
	public String token(String audience, Map<String, Object> claims) {
		JWTClaimsSet.Builder all = new JWTClaimsSet.Builder().issuer(uri())
			.subject("alice")
			.audience(audience)
			.expirationTime(Date.from(Instant.now().plusSeconds(600)));
		claims.forEach(all::claim);
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("test").build(), all.build());
		try {
			token.sign(new ECDSASigner(this.key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
