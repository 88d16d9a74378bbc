package io.microgate.jose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Rewrites a JWK of an identity provider into the form that {@link JwkReader} accepts.
 * Providers deviate from the RFCs in ways that leave one reading only; any other
 * deviation stays as it is, so that the reader rejects it. For JWKs that clients send
 * there is no such tolerance.
 */
public final class JwkNormalizer {

	private static final Map<String, Integer> COORDINATE_LENGTHS = Map.of("P-256", 32, "P-384", 48, "P-521", 66);

	private static final int MAX_PADDING = 2;

	private final Map<String, Object> members = new LinkedHashMap<>();

	private final List<String> deviations = new ArrayList<>();

	public JwkNormalizer(Map<?, ?> jwk) {
		for (Map.Entry<?, ?> member : jwk.entrySet()) {
			String name = (String) member.getKey();
			Object value = member.getValue();
			if (value != null && !isEmpty(name, value)) {
				this.members.put(name, value);
			}
		}
		for (String name : encodedMembers()) {
			normalize(name);
		}
	}

	/**
	 * Returns the members that are present, in the form that the RFCs prescribe.
	 * @return the members in their order
	 */
	public Map<String, Object> members() {
		return this.members;
	}

	/**
	 * Says how the spelling of the key itself deviates from the RFCs.
	 * @return a clause for each deviation, such as "'n' has padding"; of the JWK they
	 * quote nothing
	 */
	public List<String> deviations() {
		return this.deviations;
	}

	/**
	 * Serializers write members that are not set as {@code null}, or as an empty value
	 * where their language has no {@code null}. An empty 'kid' is a key id.
	 */
	private static boolean isEmpty(String name, Object value) {
		return switch (name) {
			case "use", "alg", "d", "p", "q", "dp", "dq", "qi", "k" -> value.equals("");
			case "key_ops", "oth" -> value.equals(List.of());
			default -> false;
		};
	}

	private List<String> encodedMembers() {
		Object keyType = this.members.get("kty");
		if ("RSA".equals(keyType)) {
			return List.of("n", "e");
		}
		if ("EC".equals(keyType)) {
			return List.of("x", "y");
		}
		return "OKP".equals(keyType) ? List.of("x") : List.of();
	}

	private void normalize(String name) {
		if (!(this.members.get(name) instanceof String text)) {
			return;
		}
		String canonical = withUrlAlphabet(name, withoutPadding(name, text));
		try {
			byte[] bytes = withExactLength(name, Base64Url.decode(canonical));
			this.members.put(name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
		}
		catch (MalformedJoseException ex) {
			// it stays as it is, and the reader says what is wrong with it
			this.members.put(name, text);
		}
	}

	/** Padding that does not fit the length is a sign that something is missing. */
	private String withoutPadding(String name, String text) {
		int end = text.length();
		while (end > 0 && text.charAt(end - 1) == '=' && text.length() - end < MAX_PADDING) {
			end--;
		}
		if (end == text.length() || text.length() % 4 != 0) {
			return text;
		}
		this.deviations.add("'" + name + "' has padding");
		return text.substring(0, end);
	}

	/** A string that mixes both alphabets is in neither. */
	private String withUrlAlphabet(String name, String text) {
		boolean standard = text.indexOf('+') >= 0 || text.indexOf('/') >= 0;
		if (!standard || text.indexOf('-') >= 0 || text.indexOf('_') >= 0) {
			return text;
		}
		this.deviations.add("'" + name + "' is in the standard base64 alphabet");
		return text.replace('+', '-').replace('/', '_');
	}

	/** All values but the one of an OKP key are big-endian integers. */
	private byte[] withExactLength(String name, byte[] bytes) {
		if ("RSA".equals(this.members.get("kty"))) {
			return withoutLeadingZeros(name, bytes);
		}
		Integer length = "EC".equals(this.members.get("kty")) ? coordinateLength() : null;
		return (length != null && bytes.length > 0) ? withLength(name, bytes, length) : bytes;
	}

	private @Nullable Integer coordinateLength() {
		return (this.members.get("crv") instanceof String curve) ? COORDINATE_LENGTHS.get(curve) : null;
	}

	/**
	 * A coordinate that was cut anywhere but at its leading zeros gives a point that is
	 * not on the curve, which the reader finds.
	 */
	private byte[] withLength(String name, byte[] bytes, int length) {
		if (bytes.length < length) {
			this.deviations.add("'" + name + "' lacks its leading zeros");
			byte[] filled = new byte[length];
			System.arraycopy(bytes, 0, filled, length - bytes.length, bytes.length);
			return filled;
		}
		boolean zeroFirst = bytes.length == length + 1 && bytes[0] == 0;
		return zeroFirst ? withoutFirst(name, bytes, 1) : bytes;
	}

	private byte[] withoutLeadingZeros(String name, byte[] bytes) {
		int zeros = 0;
		while (zeros < bytes.length - 1 && bytes[zeros] == 0) {
			zeros++;
		}
		return (zeros > 0) ? withoutFirst(name, bytes, zeros) : bytes;
	}

	private byte[] withoutFirst(String name, byte[] bytes, int zeros) {
		this.deviations.add("'" + name + "' has a leading zero byte");
		return Arrays.copyOfRange(bytes, zeros, bytes.length);
	}

}
