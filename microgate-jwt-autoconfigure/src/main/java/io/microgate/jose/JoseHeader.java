package io.microgate.jose;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The header of a JWS (RFC 7515 section 4), read strictly. A registered member that is
 * {@code null} counts as absent. Keys that the header brings along ({@code jwk},
 * {@code jku}, {@code x5u}, {@code x5c}) are never looked at.
 *
 * @param text how it is written in the token, in base64url
 * @param members all members
 * @param algorithm {@code alg}
 * @param keyId {@code kid}
 * @param type {@code typ}
 */
public record JoseHeader(String text, Map<String, @Nullable Object> members, String algorithm, @Nullable String keyId,
		@Nullable String type) {

	static JoseHeader parse(String text) throws MalformedJoseException {
		Map<String, @Nullable Object> members = StrictJson.parseUnverified(Base64Url.decode(text));
		checkExtensions(members);
		String algorithm = text(members, "alg");
		if (algorithm == null) {
			throw new MalformedJoseException("has no 'alg'");
		}
		return new JoseHeader(text, members, algorithm, text(members, "kid"), text(members, "typ"));
	}

	/**
	 * No extension is understood, so none can be critical (RFC 7515 section 4.1.11); the
	 * payload of a JWT is always encoded (RFC 7797 section 7).
	 */
	private static void checkExtensions(Map<String, @Nullable Object> members) throws MalformedJoseException {
		if (members.get("crit") != null) {
			throw new MalformedJoseException("has critical extensions");
		}
		Object encoded = members.get("b64");
		if (encoded != null && !Boolean.TRUE.equals(encoded)) {
			throw new MalformedJoseException("has an unencoded payload");
		}
	}

	private static @Nullable String text(Map<String, @Nullable Object> members, String name)
			throws MalformedJoseException {
		Object value = members.get(name);
		if (value != null && !(value instanceof String)) {
			throw new MalformedJoseException("has a '" + name + "' that is not a string");
		}
		return (String) value;
	}

}
