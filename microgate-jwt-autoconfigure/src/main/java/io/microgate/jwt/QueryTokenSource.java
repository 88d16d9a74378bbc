package io.microgate.jwt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.microgate.jwks.MalformedJoseException;
import io.microgate.match.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the query string. Only percent signs are decoded; a plus sign stays one.
 */
final class QueryTokenSource implements TokenSource {

	private final String name;

	QueryTokenSource(String name) {
		this.name = name;
	}

	@Override
	public @Nullable Extraction find(RequestFacts request) {
		String query = request.query();
		if (query == null) {
			return null;
		}
		try {
			return TokenSource.only(values(query));
		}
		catch (MalformedJoseException ex) {
			// what cannot be read may be a second token
			return Extraction.refused(DenyReason.TOKEN_MALFORMED);
		}
	}

	private List<String> values(String query) throws MalformedJoseException {
		List<String> values = new ArrayList<>(1);
		for (String pair : query.split("&")) {
			int equals = pair.indexOf('=');
			if (this.name.equals(decode((equals >= 0) ? pair.substring(0, equals) : pair))) {
				values.add(decode((equals >= 0) ? pair.substring(equals + 1) : ""));
			}
		}
		return values;
	}

	private static String decode(String text) throws MalformedJoseException {
		if (text.indexOf('%') < 0) {
			return text;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(text))).toString();
		}
		catch (CharacterCodingException | IllegalArgumentException | IndexOutOfBoundsException ex) {
			throw new MalformedJoseException("is not percent-encoded UTF-8");
		}
	}

	private static byte[] bytes(String text) {
		// one character per byte, so that positions hold beside characters of several
		// bytes
		String encoded = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
		ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length());
		int position = 0;
		while (position < encoded.length()) {
			boolean escaped = encoded.charAt(position) == '%';
			decoded.write(
					escaped ? HexFormat.fromHexDigits(encoded, position + 1, position + 3) : encoded.charAt(position));
			position += escaped ? 3 : 1;
		}
		return decoded.toByteArray();
	}

}
