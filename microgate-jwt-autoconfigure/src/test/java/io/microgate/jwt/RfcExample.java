package io.microgate.jwt;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * A signature example of RFC 7520, RFC 8037 or RFC 7797. Those in compact serialization
 * with a public key are accepted, the others are what a JWT may not be.
 *
 * @param id names the example
 * @param key a JWK or a list of them
 * @param token the compact serialization, {@code null} for none
 * @param jsonForms the JSON serializations
 */
public record RfcExample(String id, JsonNode key, String token, List<String> jsonForms) {

	private static final Map<String, Refusal> REFUSED = Map.of("cookbook/jws/4_4.hmac-sha2_integrity_protection",
			Refusal.NO_HMAC, "cookbook/jws/4_5.signature_with_detached_content", Refusal.DETACHED,
			"cookbook/jws/4_6.protecting_specific_header_fields", Refusal.JSON,
			"cookbook/jws/4_7.protecting_content_only", Refusal.JSON, "cookbook/jws/4_8.multiple_signatures",
			Refusal.JSON, "cookbook/rfc7797/4.2.hmac-sha2_b64_false", Refusal.JSON,
			"cookbook/rfc7797/hmac-sha2_b64_false", Refusal.UNENCODED);

	/**
	 * Reads the examples.
	 * @return 11 examples
	 */
	public static Stream<RfcExample> all() {
		return SignatureVectors.read("rfc/cookbook_jws_cases.json").get("cases").valueStream().map(RfcExample::of);
	}

	private static RfcExample of(JsonNode node) {
		JsonNode token = node.get("token");
		List<String> forms = Stream.of("json", "json_flat")
			.map(node::get)
			.filter((form) -> form != null && !form.isNull())
			.map(JsonNode::toString)
			.toList();
		return new RfcExample(node.get("id").stringValue(), node.get("key"),
				token.isString() ? token.stringValue() : null, forms);
	}

	/**
	 * Why the example is refused.
	 * @return the reason, {@code null} when it is accepted
	 */
	public Refusal refusal() {
		return REFUSED.get(this.id);
	}

	@Override
	public String toString() {
		return this.id + ((refusal() != null) ? ", refused: " + refusal().description : "");
	}

	/**
	 * What makes an example something that a JWT may not be.
	 */
	public enum Refusal {

		/** The token has a MAC. */
		NO_HMAC("HMAC is not supported"),

		/** The token has no payload. */
		DETACHED("detached payload, and HMAC"),

		/** There is no compact serialization. */
		JSON("JSON serialization"),

		/** The payload is not base64url. */
		UNENCODED("unencoded payload, and HMAC");

		private final String description;

		Refusal(String description) {
			this.description = description;
		}

	}

}
