package io.microgate.verdict;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import io.microgate.jwt.WycheproofVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is odd about a signature stays when it is repeated: repeated once more for what it
 * was made for, it is the signature of the vector again.
 */
@Tag("slow")
class VectorKeyTests {

	private static final String INPUT = "another.input";

	@Test
	void repeatWhenRsaThereAndBackThenSignatureOfVector() {
		List<Repetition> repetitions = WycheproofVector.signatures()
			.filter((vector) -> vector.privateKey().has("n") && !vector.comment().startsWith("rejects"))
			.filter((vector) -> vector.token().matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+"))
			.map(Repetition::of)
			.toList();
		assertThat(repetitions).hasSize(302)
			.filteredOn((repetition) -> repetition.there() == null)
			.extracting(Repetition::id)
			.as("no padding")
			.containsExactly(312, 313, 314, 315, 319);
		assertThat(repetitions).filteredOn((repetition) -> repetition.there() != null)
			.allSatisfy((repetition) -> assertThat(repetition.back()).isEqualTo(repetition.signature()))
			.filteredOn((repetition) -> Arrays.equals(repetition.there(), repetition.signature()))
			.extracting(Repetition::id)
			.as("no hash of a message in it")
			.containsExactly(59, 60, 69, 73, 79, 96, 235, 243, 247, 253, 296, 297);
	}

	private record Repetition(int id, byte[] signature, byte[] there, byte[] back) {

		static Repetition of(WycheproofVector vector) {
			int end = vector.token().lastIndexOf('.');
			String signed = vector.token().substring(0, end);
			byte[] signature = Base64.getUrlDecoder().decode(vector.token().substring(end + 1));
			VectorKey key = new RsaVectorKey(vector.privateKey());
			byte[] there = key.repeat(signature, signed, INPUT);
			return new Repetition(vector.id(), signature, there,
					(there != null) ? key.repeat(there, INPUT, signed) : null);
		}

	}

}
