package io.microgate.jose;

import java.util.Arrays;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import io.microgate.jose.FakeProvider.Behavior;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link KnownAnswers}, with providers that look at a part of what they verify.
 */
class KnownAnswersTests {

	/** Each accepts a signature by that and the genuine one. */
	static Stream<Arguments> faults() {
		return Stream.of(fault("input is ignored", Arrays::equals), damage("first bytes are ignored", 2, 64),
				damage("second half is ignored", 0, 32), damage("last byte is ignored", 0, 63),
				fault("zeros are accepted", (genuine, signature) -> Arrays.equals(new byte[64], signature)));
	}

	private static Arguments damage(String name, int from, int to) {
		return fault(name, (genuine, signature) -> !Arrays.equals(genuine, signature)
				&& Arrays.equals(genuine, from, to, signature, from, to));
	}

	private static Arguments fault(String name, BiPredicate<byte[], byte[]> accepts) {
		return arguments(name, accepts);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("faults")
	void checkWhenProviderLooksAtAPartThenWrong(String name, BiPredicate<byte[], byte[]> accepts) throws Exception {
		FakeProvider provider = new FakeProvider(new Behavior() {

			private byte[] genuineSignature;

			@Override
			public boolean decide(boolean genuine) {
				throw new IllegalStateException("The signature is needed");
			}

			@Override
			public boolean decide(boolean genuine, byte[] signature) {
				if (genuine) {
					this.genuineSignature = signature;
				}
				return genuine || accepts.test(this.genuineSignature, signature);
			}

		}, "SHA256withECDSAinP1363Format");
		assertThat(KnownAnswers.read().check(JwsAlgorithm.ES256, provider)).isEqualTo(KnownAnswers.Outcome.WRONG);
	}

}
