package io.microgate.engine;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an {@link Explanation} as JSON, wherever it is asked for: members in the order
 * of the records, and no member that is {@code null}.
 */
public final class ExplanationJson {

	/**
	 * A terminal acts on some characters beyond ASCII, too.
	 */
	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(JsonWriteFeature.ESCAPE_NON_ASCII)
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.build();

	private ExplanationJson() {
	}

	/**
	 * Writes an explanation.
	 * @param explanation the explanation
	 * @return JSON in ASCII, without control characters
	 */
	public static byte[] write(Explanation explanation) {
		String json = MAPPER.writeValueAsString(explanation).replace("\u007f", "\\u007f");
		return json.getBytes(StandardCharsets.US_ASCII);
	}

}
