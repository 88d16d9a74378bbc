package io.microgate.migration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;

/**
 * An OpenID provider on loopback, with metadata, keys and tokens.
 */
final class TestIssuer implements AutoCloseable {

	/** Where it has an issuer that ends in a slash. */
	private static final String SLASH = "/slash/";

	private static final String METADATA = """
			{"issuer": "%s", "jwks_uri": "%s/jwks.json", "subject_types_supported": ["public"]}""";

	private final HttpServer server;

	private final RSAKey key;

	private final RSAKey stranger;

	private final ECKey curveKey;

	TestIssuer() throws IOException, JOSEException {
		this.key = new RSAKeyGenerator(2048).keyID("key-1").generate();
		this.stranger = new RSAKeyGenerator(2048).keyID("key-1").generate();
		this.curveKey = new ECKeyGenerator(Curve.P_256).keyID("key-2").generate();
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		serve("/.well-known/openid-configuration", METADATA.formatted(uri(), uri()));
		serve(SLASH + ".well-known/openid-configuration", METADATA.formatted(uri() + SLASH, uri()));
		serve("/jwks.json", new JWKSet(List.of(this.key.toPublicJWK(), this.curveKey.toPublicJWK())).toString());
		this.server.start();
	}

	private void serve(String path, String json) {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		this.server.createContext(path, (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	/** The issuer of its tokens. */
	String uri() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * Writes the public key as each side reads it.
	 * @param folder where {@code public.pem} and {@code jwks.json} go
	 * @return the folder, as a location
	 */
	String writeKeys(Path folder) throws IOException, JOSEException {
		Files.writeString(folder.resolve("public.pem"), "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
			.formatted(Base64.getMimeEncoder().encodeToString(this.key.toRSAPublicKey().getEncoded())));
		RSAKey anyToken = new RSAKey.Builder(this.key.toRSAPublicKey()).build();
		Files.writeString(folder.resolve("jwks.json"), new JWKSet(anyToken).toString());
		return folder.toUri().toString().replaceFirst("/$", "");
	}

	/**
	 * Signs a token.
	 * @param row what differs from a good one
	 * @return the token
	 */
	String token(TokenRow row) throws JOSEException {
		return token(row, uri());
	}

	/**
	 * Signs a token of another issuer.
	 * @param row what differs from a good one
	 * @param issuer the issuer of a good one
	 * @return the token
	 */
	String token(TokenRow row, String issuer) throws JOSEException {
		Map<String, Object> header = replaced(Map.of("alg", "RS256", "kid", "key-1", "typ", "JWT"), row.header());
		Map<String, Object> claims = replaced(good(issuer), row.claims());
		row.times().forEach((claim, seconds) -> claims.put(claim, Instant.now().getEpochSecond() + seconds));
		JWSAlgorithm algorithm = JWSAlgorithm.parse((String) header.remove("alg"));
		boolean curve = JWSAlgorithm.Family.EC.contains(algorithm);
		JWSHeader.Builder builder = new JWSHeader.Builder(algorithm);
		if (header.get("kid") instanceof String kid) {
			builder.keyID(curve ? "key-2" : kid);
		}
		if (header.get("typ") instanceof String type) {
			builder.type(new JOSEObjectType(type));
		}
		JWSSigner signer = curve ? new ECDSASigner(this.curveKey)
				: new RSASSASigner(row.stranger() ? this.stranger : this.key);
		JWSObject token = new JWSObject(builder.build(), new Payload(claims));
		token.sign(signer);
		return token.serialize();
	}

	private static Map<String, Object> good(String issuer) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", issuer);
		claims.put("sub", "alice");
		claims.put("aud", List.of("shop"));
		claims.put("exp", Instant.now().getEpochSecond() + 600);
		claims.put("scope", "read write");
		claims.put("preferred_username", "alice@example.com");
		return claims;
	}

	private static Map<String, Object> replaced(Map<String, Object> good, Map<String, Object> replacements) {
		Map<String, Object> replaced = new LinkedHashMap<>(good);
		replacements.forEach((name, value) -> {
			if (value == null) {
				replaced.remove(name);
			}
			else {
				replaced.put(name, value);
			}
		});
		return replaced;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
