package io.microgate.jwt;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The signature examples of the RFCs on the signature layer.
 */
class RfcVectorsTests {

	static Stream<RfcExample> examples() {
		return RfcExample.all();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void verifyWhenCompactThenAccepted(RfcExample example) {
		boolean accepted = example.token() != null && SignatureVectors.accepts(example.key(), example.token());
		assertThat(accepted).isEqualTo(example.refusal() == null);
	}

	@ParameterizedTest
	@MethodSource("examples")
	void verifyWhenJsonSerializationThenRefused(RfcExample example) {
		assertThat(example.jsonForms()).isNotEmpty().noneMatch((form) -> SignatureVectors.accepts(example.key(), form));
	}

	@Test
	void verifyWhenAllExamplesThenCounted(TestReporter reporter) {
		assertThat(examples()).hasSize(11);
		assertThat(examples().filter((example) -> example.refusal() != null)).hasSize(7);
		reporter.publishEntry("rfc", "11 examples: 4 accepted, 7 refused");
	}

}
