package io.microgate.jwt;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.microgate.jwks.MalformedJoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Wycheproof's tests of JSON Web Signature and JSON Web Key. All of them run; a test
 * whose outcome differs from the vector's is named here with the reason. Every deviation
 * is a refusal of what the vector calls valid.
 */
class WycheproofVectorsTests {

	private static final String SIGNATURES = "wycheproof/json_web_signature_test.json";

	private static final String KEYS = "wycheproof/json_web_key_test.json";

	private static final String NO_HMAC = "HMAC is not supported: a symmetric key cannot be published";

	private static final String NO_BASE64 = "HMAC, and '?' is not base64url: the vector is mistaken";

	private static final String OTHER_ALGORITHM = "the key is restricted to another 'alg' than the token's";

	private static final String NO_SUCH_ALGORITHM = "the key has 'alg' ES521, which does not exist";

	private static final Map<Integer, String> SIGNATURE_DEVIATIONS = new TreeMap<>(Map.ofEntries(Map.entry(1, NO_HMAC),
			Map.entry(346, OTHER_ALGORITHM), Map.entry(347, NO_SUCH_ALGORITHM), Map.entry(348, NO_HMAC),
			Map.entry(350, OTHER_ALGORITHM), Map.entry(351, NO_SUCH_ALGORITHM), Map.entry(352, NO_HMAC),
			Map.entry(357, NO_HMAC), Map.entry(358, NO_HMAC), Map.entry(359, NO_HMAC), Map.entry(372, NO_BASE64),
			Map.entry(373, NO_BASE64), Map.entry(376, NO_HMAC), Map.entry(377, NO_HMAC)));

	private static final Map<Integer, String> KEY_DEVIATIONS = new TreeMap<>(
			Map.of(2, NO_HMAC, 13, NO_HMAC, 14, NO_HMAC, 15, NO_HMAC));

	static Stream<Vector> signatures() {
		return vectors(SIGNATURES, SIGNATURE_DEVIATIONS);
	}

	static Stream<Vector> keys() {
		return vectors(KEYS, KEY_DEVIATIONS);
	}

	@ParameterizedTest
	@MethodSource({ "signatures", "keys" })
	void verifyWhenVectorThenAsExpected(Vector vector) {
		assertThat(vector.isAccepted()).isEqualTo(vector.valid() && vector.deviation() == null);
	}

	@Test
	void verifyWhenAllVectorsThenNoneIsWronglyAccepted(TestReporter reporter) {
		assertThat(signatures()).hasSize(401);
		assertThat(keys()).hasSize(26);
		assertThat(count((vector) -> vector.isAccepted() && !vector.valid())).isZero();
		assertThat(count((vector) -> vector.isAccepted() && vector.valid())).isEqualTo(33);
		assertThat(count((vector) -> !vector.isAccepted() && !vector.valid())).isEqualTo(376);
		assertThat(count((vector) -> !vector.isAccepted() && vector.valid())).isEqualTo(18)
			.isEqualTo(SIGNATURE_DEVIATIONS.size() + KEY_DEVIATIONS.size());
		reporter.publishEntry("wycheproof",
				"427 tests: 33 accepted and 376 refused as expected, 18 refused against expectation, 0 accepted wrongly");
	}

	/**
	 * The group about base64 is signed with HMAC, so its texts are tried on the parser.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 360, 361, 362, 363, 364, 365, 366, 368, 369, 371, 372, 373, 374, 375 })
	void parseWhenVectorIsNotBase64UrlThenMalformed(int id) {
		String token = signature(id).token();
		assertThatExceptionOfType(MalformedJoseException.class).isThrownBy(() -> CompactJws.parse(token));
	}

	@ParameterizedTest
	@ValueSource(ints = { 357, 358, 359, 367, 370, 376, 377 })
	void parseWhenVectorIsBase64UrlThenRead(int id) throws Exception {
		assertThat(CompactJws.parse(signature(id).token()).algorithm()).isEqualTo("HS256");
	}

	private static Vector signature(int id) {
		return signatures().filter((vector) -> vector.id() == id).findFirst().orElseThrow();
	}

	private static long count(Predicate<Vector> condition) {
		return Stream.concat(signatures(), keys()).filter(condition).count();
	}

	private static Stream<Vector> vectors(String file, Map<Integer, String> deviations) {
		return SignatureVectors.read(file).get("testGroups").valueStream().flatMap((group) -> {
			JsonNode key = group.has("public") ? group.get("public") : group.get("private");
			return group.get("tests").valueStream().map((test) -> {
				int id = test.get("tcId").intValue();
				return new Vector(file, id, test.get("comment").stringValue(), key, test.get("jws").stringValue(),
						"valid".equals(test.get("result").stringValue()), deviations.get(id));
			});
		});
	}

	record Vector(String file, int id, String comment, JsonNode key, String token, boolean valid, String deviation) {

		boolean isAccepted() {
			return SignatureVectors.accepts(this.key, this.token);
		}

		@Override
		public String toString() {
			return this.file + " " + this.id + " " + this.comment
					+ ((this.deviation != null) ? ", refused: " + this.deviation : "");
		}

	}

}
