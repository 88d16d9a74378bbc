package io.microgate.jwt;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * One of Wycheproof's tests of JSON Web Signature and JSON Web Key. A vector whose
 * outcome differs from what it says is named here with the reason. Every deviation is a
 * refusal of what the vector calls valid.
 *
 * @param file the file it is in
 * @param id number within the file
 * @param comment what is tried
 * @param flags kinds of attack
 * @param key what is published: a JWK or a JWK set
 * @param privateKey the same with the private halves, where the vector has them
 * @param token the token
 * @param valid whether the vector calls it valid
 * @param deviation why it is refused nevertheless, {@code null} for no deviation
 * @param validTokens the valid tokens of its group
 */
public record WycheproofVector(String file, int id, String comment, Set<String> flags, JsonNode key,
		JsonNode privateKey, String token, boolean valid, Deviation deviation, List<String> validTokens) {

	private static final Map<Deviation, Set<Integer>> SIGNATURE_DEVIATIONS = Map.of(Deviation.NO_HMAC,
			Set.of(1, 348, 352, 357, 358, 359, 376, 377), Deviation.NO_BASE64, Set.of(372, 373),
			Deviation.OTHER_ALGORITHM, Set.of(346, 350), Deviation.NO_SUCH_ALGORITHM, Set.of(347, 351));

	private static final Map<Deviation, Set<Integer>> KEY_DEVIATIONS = Map.of(Deviation.NO_HMAC, Set.of(2, 13, 14, 15));

	/**
	 * The tests of signatures.
	 * @return 401 vectors
	 */
	public static Stream<WycheproofVector> signatures() {
		return read("wycheproof/json_web_signature_test.json", SIGNATURE_DEVIATIONS);
	}

	/**
	 * The tests of keys.
	 * @return 26 vectors
	 */
	public static Stream<WycheproofVector> keys() {
		return read("wycheproof/json_web_key_test.json", KEY_DEVIATIONS);
	}

	private static Stream<WycheproofVector> read(String file, Map<Deviation, Set<Integer>> deviations) {
		return SignatureVectors.read(file)
			.get("testGroups")
			.valueStream()
			.flatMap((group) -> group.get("tests").valueStream().map((test) -> of(file, group, test, deviations)));
	}

	private static WycheproofVector of(String file, JsonNode group, JsonNode test,
			Map<Deviation, Set<Integer>> deviations) {
		int id = test.get("tcId").intValue();
		Deviation deviation = deviations.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().contains(id))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(null);
		return new WycheproofVector(file, id, test.get("comment").stringValue(),
				test.get("flags").valueStream().map(JsonNode::stringValue).collect(Collectors.toSet()),
				group.has("public") ? group.get("public") : group.get("private"), group.get("private"),
				test.get("jws").stringValue(), isValid(test), deviation,
				group.get("tests")
					.valueStream()
					.filter(WycheproofVector::isValid)
					.map((valid) -> valid.get("jws").stringValue())
					.toList());
	}

	private static boolean isValid(JsonNode test) {
		return "valid".equals(test.get("result").stringValue());
	}

	@Override
	public String toString() {
		return this.file + " " + this.id + " " + this.comment
				+ ((this.deviation != null) ? ", refused: " + this.deviation.description : "");
	}

	/**
	 * Why something is refused that is valid by the vector.
	 */
	public enum Deviation {

		/** The token has a MAC. */
		NO_HMAC("HMAC is not supported: a symmetric key cannot be published"),

		/** The token is no base64url. */
		NO_BASE64("HMAC, and '?' is not base64url: the vector is mistaken"),

		/** The algorithms of key and token differ. */
		OTHER_ALGORITHM("the key is restricted to another 'alg' than the token's"),

		/** The key has an unknown algorithm. */
		NO_SUCH_ALGORITHM("the key has 'alg' ES521, which does not exist");

		private final String description;

		Deviation(String description) {
			this.description = description;
		}

	}

}
