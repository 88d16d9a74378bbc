package io.microgate.autoconfigure;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogBlock}.
 */
class LogBlockTests {

	@Test
	void ofWhenItemsThenBelowEachOther() {
		assertThat(LogBlock.of(List.of("one", "two"))).isEqualToNormalizingNewlines("  - one\n  - two");
	}

	@Test
	void ofWhenItemIsLongThenWrappedAtSpaces() {
		String item = "word ".repeat(60).strip();
		assertThat(LogBlock.of(List.of(item)).lines()).hasSize(3)
			.allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(120).endsWith("word"))
			.first()
			.asString()
			.hasSizeGreaterThan(100);
	}

	@Test
	void ofWhenWordIsLongerThanALineThenNothingIsLost() {
		String item = "x".repeat(500);
		String block = LogBlock.of(List.of(item));
		assertThat(block.lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(120));
		assertThat(block.replaceAll("[^x]", "")).isEqualTo(item);
	}

}
