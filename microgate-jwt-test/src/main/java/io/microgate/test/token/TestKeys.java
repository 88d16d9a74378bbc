package io.microgate.test.token;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.util.Base64URL;
import io.microgate.certificate.ClientCertificateSpec;
import io.microgate.jose.JwsAlgorithm;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksSourceCompiler;
import io.microgate.jwks.JwksSpec;
import io.microgate.secret.Secrets;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Answers each JWKS of a configuration from memory, with keys that are generated when
 * they are first needed. Each JWKS has keys of its own, whose key ids differ; they are
 * the same for the lifetime of this object and are written nowhere.
 */
public final class TestKeys implements JwksSourceCompiler {

	private static final String NONE = "none";

	/** By name of the JWKS. */
	private final Map<String, TestKeySet> keySets = new ConcurrentHashMap<>();

	/** Name no JWKS, so that no configuration trusts them. */
	private final TestKeySet stranger = new TestKeySet();

	/** Tokens are bound to it. */
	private final TestKeySet client = new TestKeySet();

	@Override
	public JwksSource compile(String name, JwksSpec spec, Secrets secrets) {
		return new TestJwksSource(name, spec, keySet(name));
	}

	/** Returns no files, as none is read. */
	@Override
	public List<Resource> files(JwksSpec spec, Secrets secrets) {
		return List.of();
	}

	/**
	 * Signs a token. The header is written as it is, except that it gets the key id of
	 * the JWKS' key unless it has a {@code kid}; {@code null} stands for none. A token
	 * whose {@code alg} is {@code none} has no signature; one with an algorithm that is
	 * not supported has one that verifies nothing.
	 * @param jwks name of the JWKS whose key signs
	 * @param header parameters of the header
	 * @param claims values of claims, those that are {@code null} left out
	 * @param stranger whether another key signs, under the key id of the JWKS' key. Such
	 * a token is refused with {@code token.signature}.
	 * @return the token in compact form
	 */
	public String sign(String jwks, Map<String, ? extends @Nullable Object> header,
			Map<String, ? extends @Nullable Object> claims, boolean stranger) {
		return sign(jwks, header, TokenSigner.json(claims), stranger);
	}

	/**
	 * Signs a token whose claims are written already.
	 * @param jwks name of the JWKS whose key signs
	 * @param header parameters of the header, as in
	 * {@link #sign(String, Map, Map, boolean)}
	 * @param claims the payload
	 * @param stranger whether another key signs
	 * @return the token in compact form
	 */
	public String sign(String jwks, Map<String, ? extends @Nullable Object> header, String claims, boolean stranger) {
		String name = String.valueOf(header.get("alg"));
		JwsAlgorithm supported = JwsAlgorithm.of(name);
		JwsAlgorithm algorithm = (supported != null) ? supported : JwsAlgorithm.ES256;
		TestKey key = keySet(jwks).key(algorithm);
		Map<String, @Nullable Object> complete = new LinkedHashMap<>(header);
		complete.putIfAbsent("kid", key.jwk().getKeyID());
		if (header.containsKey("kid")) {
			complete.put("kid", header.get("kid"));
		}
		String input = Base64URL.encode(TokenSigner.json(complete)) + "." + Base64URL.encode(claims);
		TestKey signer = stranger ? this.stranger.key(algorithm) : key;
		return input + "." + (NONE.equals(name) ? ""
				: Base64URL.encode(signer.sign(algorithm, input.getBytes(StandardCharsets.US_ASCII))));
	}

	/**
	 * Writes the claim {@code cnf} of a token that is bound to the key of the client (RFC
	 * 9449 section 6.1).
	 * @return the members
	 */
	public Map<String, Object> confirmation() {
		return Map.of("jkt", TokenSender.thumbprint(clientKey()));
	}

	/**
	 * Proves that the client has the key (RFC 9449 section 4).
	 * @param token the token, as it is sent
	 * @param method the method of the request
	 * @param uri URI of the request without the query, behind a public origin
	 * @param time when the request is sent
	 * @return the value of the header {@code DPoP}
	 */
	public String proof(String token, String method, String uri, Instant time) {
		return new KeyProof(clientKey(), "", token, () -> time).of(method, uri);
	}

	/**
	 * Writes the header field in which a proxy passes a certificate on.
	 * @param certificate the certificate
	 * @param proxies names the field
	 * @return the field as {@code Name: value}
	 */
	public static String certificateField(X509Certificate certificate, ClientCertificateSpec proxies) {
		ClientCertificate presented = new ClientCertificate(certificate, proxies);
		return "%s: %s".formatted(presented.field(), presented.value());
	}

	/** The key of the client that tokens are bound to. */
	TestKey clientKey() {
		return this.client.key(JwsAlgorithm.ES256);
	}

	TestKeySet keySet(String jwks) {
		return this.keySets.computeIfAbsent(jwks, (name) -> new TestKeySet());
	}

}
