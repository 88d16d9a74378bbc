package io.microgate.jose;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A JWS in compact serialization (RFC 7515 section 7.1), read strictly and not verified.
 *
 * @param header the JOSE header
 * @param payload the payload
 * @param signingInput what is signed
 * @param signature the signature, may be empty
 */
public record CompactJws(JoseHeader header, byte[] payload, byte[] signingInput, byte[] signature) {

	/**
	 * Reads a JWS.
	 * @param jws the JWS
	 * @return its parts
	 * @throws MalformedJoseException if this is anything else, or has an extension
	 */
	public static CompactJws parse(String jws) throws MalformedJoseException {
		return parse(jws, null);
	}

	/**
	 * Reads a JWS whose header may be known.
	 * @param jws the JWS
	 * @param known headers that need not be read again, {@code null} for none
	 * @return its parts
	 * @throws MalformedJoseException if this is anything else, or has an extension
	 */
	public static CompactJws parse(String jws, @Nullable KnownHeaders known) throws MalformedJoseException {
		int first = jws.indexOf('.');
		int second = jws.indexOf('.', first + 1);
		if (first < 0 || second < 0 || jws.indexOf('.', second + 1) >= 0) {
			throw new MalformedJoseException("is not a compact JWS of three parts");
		}
		String headerText = jws.substring(0, first);
		JoseHeader header = (known != null) ? known.read(headerText) : JoseHeader.parse(headerText);
		byte[] text = Base64Url.bytes(jws);
		return new CompactJws(header, Base64Url.decode(text, first + 1, second), Arrays.copyOf(text, second),
				Base64Url.decode(text, second + 1, text.length));
	}

}
