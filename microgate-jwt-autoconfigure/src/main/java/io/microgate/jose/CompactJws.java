package io.microgate.jose;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A JWS in compact serialization (RFC 7515 section 7.1), read strictly and not verified.
 * A registered header that is {@code null} counts as absent. Keys that the header brings
 * along ({@code jwk}, {@code jku}, {@code x5u}, {@code x5c}) are never looked at.
 *
 * @param header the JOSE header
 * @param payload the payload
 * @param signingInput what is signed
 * @param signature the signature, may be empty
 * @param algorithm {@code alg}
 * @param keyId {@code kid}
 * @param type {@code typ}
 */
public record CompactJws(Map<String, @Nullable Object> header, byte[] payload, byte[] signingInput, byte[] signature,
		String algorithm, @Nullable String keyId, @Nullable String type) {

	public static CompactJws parse(String token) throws MalformedJoseException {
		int first = token.indexOf('.');
		int second = token.indexOf('.', first + 1);
		if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
			throw new MalformedJoseException("is not a compact JWS of three parts");
		}
		Map<String, @Nullable Object> header = StrictJson.parseUnverified(Base64Url.decode(token.substring(0, first)));
		checkExtensions(header);
		String algorithm = text(header, "alg");
		if (algorithm == null) {
			throw new MalformedJoseException("has no 'alg'");
		}
		return new CompactJws(header, Base64Url.decode(token.substring(first + 1, second)),
				token.substring(0, second).getBytes(StandardCharsets.US_ASCII),
				Base64Url.decode(token.substring(second + 1)), algorithm, text(header, "kid"), text(header, "typ"));
	}

	/**
	 * No extension is understood, so none can be critical (RFC 7515 section 4.1.11); the
	 * payload of a JWT is always encoded (RFC 7797 section 7).
	 */
	private static void checkExtensions(Map<String, @Nullable Object> header) throws MalformedJoseException {
		if (header.get("crit") != null) {
			throw new MalformedJoseException("has critical extensions");
		}
		Object encoded = header.get("b64");
		if (encoded != null && !Boolean.TRUE.equals(encoded)) {
			throw new MalformedJoseException("has an unencoded payload");
		}
	}

	private static @Nullable String text(Map<String, @Nullable Object> header, String name)
			throws MalformedJoseException {
		Object value = header.get(name);
		if (value != null && !(value instanceof String)) {
			throw new MalformedJoseException("has a '" + name + "' that is not a string");
		}
		return (String) value;
	}

}
