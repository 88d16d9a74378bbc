package io.microgate.jwt;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The signature examples of RFC 7520, RFC 8037 and RFC 7797: those in compact
 * serialization with a public key are accepted, the others are what a JWT may not be.
 */
class RfcVectorsTests {

	private static final String NO_HMAC = "HMAC is not supported";

	private static final String JSON = "JSON serialization";

	private static final Map<String, String> REFUSED = Map.of("cookbook/jws/4_4.hmac-sha2_integrity_protection",
			NO_HMAC, "cookbook/jws/4_5.signature_with_detached_content", "detached payload, and HMAC",
			"cookbook/jws/4_6.protecting_specific_header_fields", JSON, "cookbook/jws/4_7.protecting_content_only",
			JSON, "cookbook/jws/4_8.multiple_signatures", JSON, "cookbook/rfc7797/4.2.hmac-sha2_b64_false", JSON,
			"cookbook/rfc7797/hmac-sha2_b64_false", "unencoded payload, and HMAC");

	static Stream<Example> examples() {
		return SignatureVectors.read("rfc/cookbook_jws_cases.json")
			.get("cases")
			.valueStream()
			.map((example) -> new Example(example.get("id").stringValue(), example));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void verifyWhenCompactThenAccepted(Example example) {
		boolean accepted = example.node().get("token").isString()
				&& SignatureVectors.accepts(example.node().get("key"), example.node().get("token").stringValue());
		assertThat(accepted).isEqualTo(!REFUSED.containsKey(example.id()));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void verifyWhenJsonSerializationThenRefused(Example example) {
		List<String> forms = Stream.of("json", "json_flat")
			.map((form) -> example.node().get(form))
			.filter((form) -> form != null && !form.isNull())
			.map(JsonNode::toString)
			.toList();
		assertThat(forms).isNotEmpty().noneMatch((form) -> SignatureVectors.accepts(example.node().get("key"), form));
	}

	@Test
	void verifyWhenAllExamplesThenCounted(TestReporter reporter) {
		assertThat(examples()).hasSize(11);
		assertThat(examples().map(Example::id)).containsAll(REFUSED.keySet());
		reporter.publishEntry("rfc", "11 examples: 4 accepted, 7 refused");
	}

	record Example(String id, JsonNode node) {

		@Override
		public String toString() {
			return this.id + (REFUSED.containsKey(this.id) ? ", refused: " + REFUSED.get(this.id) : "");
		}

	}

}
