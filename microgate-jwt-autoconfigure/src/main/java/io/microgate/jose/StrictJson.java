package io.microgate.jose;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object (RFC 8259) in the only way that two readers cannot differ about:
 * strict UTF-8 without a byte order mark, no duplicate members at any depth, no lone
 * surrogates, nothing after the object, bounded nesting. Integers become {@link Long} or
 * {@link BigInteger}, other numbers {@link BigDecimal}.
 */
public final class StrictJson {

	private static final int MAX_NESTING = 64;

	/** No number or name of an accepted token is longer: tokens end at 64 KB. */
	private static final int MAX_LENGTH = 65536;

	private static final char REPLACEMENT = '\ufffd';

	/**
	 * Does not keep names: a client that sends tokens would fill a table that all
	 * requests share.
	 */
	private static final JsonFactory FACTORY = JsonFactory.builder()
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(MAX_NESTING)
			.maxNumberLength(MAX_LENGTH)
			.maxNameLength(MAX_LENGTH)
			.build())
		.build();

	private final JsonParser parser;

	private final boolean hasEscapes;

	private final boolean exact;

	private StrictJson(JsonParser parser, boolean hasEscapes, boolean exact) {
		this.parser = parser;
		this.hasEscapes = hasEscapes;
		this.exact = exact;
	}

	/**
	 * Reads an object.
	 * @param json the UTF-8 text of the object
	 * @return its members in their order, unmodifiable as are all inner objects and
	 * arrays
	 * @throws MalformedJoseException if this is anything else
	 */
	public static Map<String, @Nullable Object> parseObject(byte[] json) throws MalformedJoseException {
		return parse(json, true);
	}

	/**
	 * Reads an object of a token that is not verified. Costs no more than its length: a
	 * number of very many digits becomes a {@link LongNumber}.
	 * @param json the UTF-8 text of the object
	 * @return its members in their order, unmodifiable as are all inner objects and
	 * arrays
	 * @throws MalformedJoseException if this is anything else
	 */
	public static Map<String, @Nullable Object> parseUnverified(byte[] json) throws MalformedJoseException {
		return parse(json, false);
	}

	private static Map<String, @Nullable Object> parse(byte[] json, boolean exact) throws MalformedJoseException {
		String text = decode(json);
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			return new StrictJson(parser, text.contains("\\u"), exact).readDocument();
		}
		catch (JacksonException ex) {
			// its message may quote the input
			throw new MalformedJoseException("is not valid JSON");
		}
	}

	/**
	 * What is not UTF-8 becomes a replacement character on the quick way, so a string
	 * without one is what was sent.
	 */
	private static String decode(byte[] json) throws MalformedJoseException {
		String text = new String(json, StandardCharsets.UTF_8);
		return (text.indexOf(REPLACEMENT) < 0) ? text : decodeStrictly(json);
	}

	private static String decodeStrictly(byte[] json) throws MalformedJoseException {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new MalformedJoseException("is not UTF-8");
		}
	}

	private Map<String, @Nullable Object> readDocument() throws MalformedJoseException {
		if (this.parser.nextToken() != JsonToken.START_OBJECT) {
			throw new MalformedJoseException("is not a JSON object");
		}
		Map<String, @Nullable Object> object = readObject();
		if (this.parser.nextToken() != null) {
			throw new MalformedJoseException("has content after its end");
		}
		return object;
	}

	private Map<String, @Nullable Object> readObject() throws MalformedJoseException {
		JsonObjectBuilder members = new JsonObjectBuilder(0);
		while (this.parser.nextToken() != JsonToken.END_OBJECT) {
			String name = checkText(this.parser.currentName());
			if (members.contains(name)) {
				throw new MalformedJoseException("has a duplicate member");
			}
			members.add(name, readValue(this.parser.nextToken()));
		}
		return members.build();
	}

	private List<@Nullable Object> readArray() throws MalformedJoseException {
		List<@Nullable Object> elements = new ArrayList<>();
		for (JsonToken token = this.parser.nextToken(); token != JsonToken.END_ARRAY; token = this.parser.nextToken()) {
			elements.add(readValue(token));
		}
		return Collections.unmodifiableList(elements);
	}

	private @Nullable Object readValue(JsonToken token) throws MalformedJoseException {
		return switch (token) {
			case START_OBJECT -> readObject();
			case START_ARRAY -> readArray();
			case VALUE_STRING -> checkText(this.parser.getString());
			case VALUE_NUMBER_INT -> readInteger();
			case VALUE_NUMBER_FLOAT -> readDecimal();
			case VALUE_TRUE -> Boolean.TRUE;
			case VALUE_FALSE -> Boolean.FALSE;
			case VALUE_NULL -> null;
			default -> throw new MalformedJoseException("is not valid JSON");
		};
	}

	private Number readInteger() {
		if (this.parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
			return this.parser.getLongValue();
		}
		return isLong() ? new LongNumber(this.parser.getString()) : this.parser.getBigIntegerValue();
	}

	private Number readDecimal() {
		return isLong() ? new LongNumber(this.parser.getString()) : JsonNumbers.decimal(this.parser.getString());
	}

	private boolean isLong() {
		return !this.exact && this.parser.getStringLength() > LongNumber.MIN_LENGTH;
	}

	/** Decoded UTF-8 has no lone surrogates, only an escape can make one. */
	private String checkText(String text) throws MalformedJoseException {
		if (this.hasEscapes && hasLoneSurrogate(text)) {
			throw new MalformedJoseException("has a lone surrogate");
		}
		return text;
	}

	private static boolean hasLoneSurrogate(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				if (!Character.isSurrogatePair(text.charAt(i), (i + 1 < text.length()) ? text.charAt(i + 1) : ' ')) {
					return true;
				}
				i++;
			}
		}
		return false;
	}

}
