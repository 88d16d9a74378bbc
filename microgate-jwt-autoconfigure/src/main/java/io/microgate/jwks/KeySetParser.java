package io.microgate.jwks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.microgate.jose.JwkNormalizer;
import io.microgate.jose.JwkReader;
import io.microgate.jose.MalformedJoseException;
import io.microgate.jose.StrictJson;
import io.microgate.jose.VerificationKey;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LogLevel;

/**
 * Reads a JWK set (RFC 7517). A document that two readers could understand differently is
 * refused as a whole; a key that cannot be used is left out, the others serve. A
 * deviation from the RFC that has one reading only is accepted.
 */
final class KeySetParser {

	private static final int MAX_KEYS = 1000;

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xef, (byte) 0xbb, (byte) 0xbf };

	private final Collection<String> uses;

	/**
	 * Creates a parser for the key sets of one JWKS.
	 * @param uses the values of 'use' that are accepted
	 */
	KeySetParser(Collection<String> uses) {
		this.uses = uses;
	}

	/**
	 * Reads a key set.
	 * @param json the JWK set as UTF-8
	 * @return the usable keys and what is to be said of each JWK
	 * @throws InvalidKeySetException if this is no JWK set or has no usable key
	 */
	ParsedKeySet parse(byte[] json) throws InvalidKeySetException {
		List<VerificationKey> keys = new ArrayList<>();
		List<KeyRemark> remarks = new ArrayList<>();
		for (Object jwk : readKeys(json)) {
			String name = describe(jwk, remarks.size() + 1);
			remarks.add((jwk instanceof Map<?, ?> members) ? readKey(members, name, keys)
					: KeyRemark.notUsed(LogLevel.WARN, name, "is not a JSON object"));
		}
		if (keys.isEmpty()) {
			throw new InvalidKeySetException(withoutKeys(remarks));
		}
		return new ParsedKeySet(new KeySet(keys), remarks);
	}

	/** A key for encryption is rarely the reason. */
	private static String withoutKeys(List<KeyRemark> remarks) {
		if (remarks.isEmpty()) {
			return "The JWK set has no keys";
		}
		KeyRemark first = remarks.stream()
			.filter((remark) -> remark.level() == LogLevel.WARN)
			.findFirst()
			.orElse(remarks.get(0));
		return "The JWK set has no usable key: " + first.text()
				+ ((remarks.size() > 1) ? " (and " + (remarks.size() - 1) + " more)" : "");
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
			return StrictJson.parseObject(withoutByteOrderMark(json));
		}
		catch (MalformedJoseException ex) {
			throw new InvalidKeySetException("The JWK set " + ex.getMessage());
		}
	}

	static byte[] withoutByteOrderMark(byte[] json) {
		int length = BYTE_ORDER_MARK.length;
		boolean marked = json.length >= length && Arrays.equals(json, 0, length, BYTE_ORDER_MARK, 0, length);
		return marked ? Arrays.copyOfRange(json, length, json.length) : json;
	}

	private KeyRemark readKey(Map<?, ?> members, String name, List<VerificationKey> keys) {
		JwkNormalizer normalizer = new JwkNormalizer(members);
		JwkReader reader = new JwkReader(normalizer.members(), this.uses);
		try {
			VerificationKey key = reader.read();
			keys.add(key);
			return KeyRemark.used(name, key, normalizer.deviations());
		}
		catch (MalformedJoseException ex) {
			LogLevel level = reader.isForEncryption() ? LogLevel.INFO : LogLevel.WARN;
			return KeyRemark.notUsed(level, name, String.valueOf(ex.getMessage()));
		}
	}

	private static String describe(@Nullable Object jwk, int position) {
		if (jwk instanceof Map<?, ?> members && members.get("kid") instanceof String kid) {
			return "JWK '" + LogText.of(kid) + "'";
		}
		return "JWK " + position + " of the set, without a key id,";
	}

}
