package io.microgate.propagation;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

import io.microgate.jwt.ClaimComparison;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Writes values as text: strings, booleans and numbers as conditions on claims compare
 * them, arrays and objects as JSON.
 */
final class ValueText {

	/** Escapes are the same JSON to its reader, and fit into a header field. */
	private static final JsonFactory FACTORY = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private ValueText() {
	}

	/**
	 * Writes a value.
	 * @param value the value
	 * @return the text, {@code null} if there is none for it
	 */
	static @Nullable String write(Object value) {
		if (!(value instanceof Map<?, ?>) && !(value instanceof Collection<?>)) {
			return ClaimComparison.text(value);
		}
		StringWriter json = new StringWriter();
		try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), json)) {
			write(value, generator);
		}
		return json.toString();
	}

	private static void write(@Nullable Object value, JsonGenerator generator) {
		if (value instanceof Map<?, ?> members) {
			generator.writeStartObject();
			members.forEach((name, member) -> {
				generator.writeName(String.valueOf(name));
				write(member, generator);
			});
			generator.writeEndObject();
		}
		else if (value instanceof Collection<?> elements) {
			generator.writeStartArray();
			elements.forEach((element) -> write(element, generator));
			generator.writeEndArray();
		}
		else if (value == null) {
			generator.writeNull();
		}
		else if (value instanceof Boolean flag) {
			generator.writeBoolean(flag);
		}
		else if (value instanceof Number || value instanceof Instant) {
			writeNumber(value, generator);
		}
		else {
			generator.writeString(value.toString());
		}
	}

	/** The shorter way to write a number of many digits. */
	private static void writeNumber(Object number, JsonGenerator generator) {
		String plain = ClaimComparison.text(number);
		generator.writeNumber((plain != null) ? plain : number.toString());
	}

}
