package io.microgate.jwt;

import java.util.function.Predicate;
import java.util.stream.Stream;

import io.microgate.jose.CompactJws;
import io.microgate.jose.MalformedJoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Wycheproof's tests of JSON Web Signature and JSON Web Key on the signature layer. All
 * of them run.
 */
class WycheproofVectorsTests {

	static Stream<WycheproofVector> vectors() {
		return Stream.concat(WycheproofVector.signatures(), WycheproofVector.keys());
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void verifyWhenVectorThenAsExpected(WycheproofVector vector) {
		assertThat(isAccepted(vector)).isEqualTo(vector.valid() && vector.deviation() == null);
	}

	@Test
	void verifyWhenAllVectorsThenNoneIsWronglyAccepted(TestReporter reporter) {
		assertThat(WycheproofVector.signatures()).hasSize(401);
		assertThat(WycheproofVector.keys()).hasSize(26);
		assertThat(count((vector) -> isAccepted(vector) && !vector.valid())).isZero();
		assertThat(count((vector) -> isAccepted(vector) && vector.valid())).isEqualTo(33);
		assertThat(count((vector) -> !isAccepted(vector) && !vector.valid())).isEqualTo(376);
		assertThat(count((vector) -> !isAccepted(vector) && vector.valid())).isEqualTo(18)
			.isEqualTo(count((vector) -> vector.deviation() != null));
		reporter.publishEntry("wycheproof",
				"427 tests: 33 accepted and 376 refused as expected, 18 refused against expectation, 0 accepted wrongly");
	}

	/**
	 * The group about base64 is signed with HMAC, so its strings are tried on the parser.
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
		assertThat(CompactJws.parse(signature(id).token()).header().algorithm()).isEqualTo("HS256");
	}

	private static WycheproofVector signature(int id) {
		return WycheproofVector.signatures().filter((vector) -> vector.id() == id).findFirst().orElseThrow();
	}

	private static long count(Predicate<WycheproofVector> condition) {
		return vectors().filter(condition).count();
	}

	private static boolean isAccepted(WycheproofVector vector) {
		return SignatureVectors.accepts(vector.key(), vector.token());
	}

}
