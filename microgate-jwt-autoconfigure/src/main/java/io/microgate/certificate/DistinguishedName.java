package io.microgate.certificate;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.security.auth.x500.X500Principal;

import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a distinguished name (RFC 5280 section 4.1.2.4) from its encoding.
 * The forms that the JDK writes read the bytes of every kind of string as UTF-8, so that
 * a value could pass for another one.
 */
final class DistinguishedName {

	/** Last byte of the object identifiers, which all begin with 2.5.4. */
	private static final Map<Integer, String> FIELDS = Map.of(3, "CommonName", 6, "Country", 7, "Locality", 8, "State",
			10, "Organization", 11, "OrganizationalUnit");

	/** Kinds of strings by tag. What T61Strings mean beyond ASCII depends on the CA. */
	private static final Map<Integer, Charset> STRINGS = Map.of(12, StandardCharsets.UTF_8, 18,
			StandardCharsets.US_ASCII, 19, StandardCharsets.US_ASCII, 20, StandardCharsets.US_ASCII, 22,
			StandardCharsets.US_ASCII, 30, StandardCharsets.UTF_16BE);

	/** Four bytes for each character, for which a native image has no charset. */
	private static final int UNIVERSAL_STRING = 28;

	private static final int OBJECT_IDENTIFIER = 6;

	private final Map<String, @Nullable List<String>> values = new HashMap<>();

	DistinguishedName(X500Principal name) {
		ByteBuffer relativeNames = next(ByteBuffer.wrap(name.getEncoded())).content();
		while (relativeNames.hasRemaining()) {
			ByteBuffer attributes = next(relativeNames).content();
			while (attributes.hasRemaining()) {
				ByteBuffer attribute = next(attributes).content();
				add(next(attribute), next(attribute));
			}
		}
	}

	private void add(Element type, Element value) {
		ByteBuffer identifier = type.content();
		boolean attribute = type.tag() == OBJECT_IDENTIFIER && identifier.remaining() == 3 && identifier.get() == 0x55
				&& identifier.get() == 0x04;
		String field = attribute ? FIELDS.get((int) identifier.get()) : null;
		if (field == null) {
			return;
		}
		String text = read(value);
		if (text == null) {
			this.values.put(field, null);
		}
		else if (!this.values.containsKey(field) || this.values.get(field) != null) {
			Objects.requireNonNull(this.values.computeIfAbsent(field, (key) -> new ArrayList<>())).add(text);
		}
	}

	private static @Nullable String read(Element value) {
		if (value.tag() == UNIVERSAL_STRING) {
			return readUniversalString(value.content());
		}
		Charset charset = STRINGS.get(value.tag());
		try {
			return (charset != null) ? charset.newDecoder().decode(value.content()).toString() : null;
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static @Nullable String readUniversalString(ByteBuffer content) {
		if (content.remaining() % Integer.BYTES != 0) {
			return null;
		}
		StringBuilder text = new StringBuilder();
		while (content.hasRemaining()) {
			int character = content.getInt();
			if (!Character.isValidCodePoint(character) || Character.getType(character) == Character.SURROGATE) {
				return null;
			}
			text.appendCodePoint(character);
		}
		return text.toString();
	}

	/**
	 * Finds the values of a field.
	 * @param field name of the field, as the resources have it
	 * @return the values in the order of the name; {@code null} if one of them is no text
	 */
	@Nullable List<String> values(String field) {
		if (!FIELDS.containsValue(field)) {
			throw new IllegalArgumentException("A name has no field '" + field + "'");
		}
		return this.values.getOrDefault(field, List.of());
	}

	/** Takes the next element; the JDK has checked the encoding. */
	private static Element next(ByteBuffer bytes) {
		int tag = bytes.get() & 0xff;
		int length = bytes.get() & 0xff;
		if (length > 0x80) {
			int octets = length - 0x80;
			length = 0;
			for (int i = 0; i < octets; i++) {
				length = (length << 8) | (bytes.get() & 0xff);
			}
		}
		ByteBuffer content = bytes.slice(bytes.position(), length);
		bytes.position(bytes.position() + length);
		return new Element(tag, content);
	}

	private record Element(int tag, ByteBuffer content) {
	}

}
