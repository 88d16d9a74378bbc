package io.microgate.jwks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.microgate.jose.JwkReader;
import io.microgate.jose.MalformedJoseException;
import io.microgate.jose.StrictJson;
import io.microgate.jose.VerificationKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JWK set strictly (RFC 7517). A document that two readers could understand
 * differently is refused as a whole; a key that cannot be used is left out, the others
 * serve.
 */
final class KeySetParser {

	private static final int MAX_KEYS = 1000;

	/**
	 * Reads a key set.
	 * @param json the JWK set as UTF-8
	 * @return the usable keys and what was left out
	 * @throws InvalidKeySetException if this is no JWK set or has no usable key
	 */
	ParsedKeySet parse(byte[] json) throws InvalidKeySetException {
		List<VerificationKey> keys = new ArrayList<>();
		List<String> skipped = new ArrayList<>();
		int position = 0;
		for (Object jwk : readKeys(json)) {
			position++;
			try {
				keys.add(readKey(jwk));
			}
			catch (MalformedJoseException ex) {
				skipped.add(describe(jwk, position) + " is not used: it " + ex.getMessage());
			}
		}
		if (keys.isEmpty()) {
			throw new InvalidKeySetException(
					skipped.isEmpty() ? "The JWK set has no keys" : "The JWK set has no usable key: " + skipped.get(0)
							+ ((skipped.size() > 1) ? " (and " + (skipped.size() - 1) + " more)" : ""));
		}
		return new ParsedKeySet(new KeySet(keys), skipped);
	}

	private static List<?> readKeys(byte[] json) throws InvalidKeySetException {
		if (!(readDocument(json).get("keys") instanceof List<?> keys)) {
			throw new InvalidKeySetException("The JWK set has no array 'keys'");
		}
		if (keys.size() > MAX_KEYS) {
			throw new InvalidKeySetException(
					"The JWK set has " + keys.size() + " keys, at most " + MAX_KEYS + " are accepted");
		}
		return keys;
	}

	private static Map<String, @Nullable Object> readDocument(byte[] json) throws InvalidKeySetException {
		try {
			return StrictJson.parseObject(json);
		}
		catch (MalformedJoseException ex) {
			throw new InvalidKeySetException("The JWK set " + ex.getMessage());
		}
	}

	private static VerificationKey readKey(@Nullable Object jwk) throws MalformedJoseException {
		if (!(jwk instanceof Map<?, ?> members)) {
			throw new MalformedJoseException("is not a JSON object");
		}
		return new JwkReader(members).read();
	}

	private static String describe(@Nullable Object jwk, int position) {
		if (jwk instanceof Map<?, ?> members && members.get("kid") instanceof String kid) {
			return "JWK '" + LogText.of(kid) + "'";
		}
		return "JWK " + position + " of the set, without a key id,";
	}

}
