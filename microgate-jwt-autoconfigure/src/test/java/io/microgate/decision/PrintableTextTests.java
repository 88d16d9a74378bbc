package io.microgate.decision;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrintableText}.
 */
class PrintableTextTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, '\n', '\r', 0x1b, 0x7f, 0x85, 0xad, 0x2028, 0x2029, 0x202e, 0x2066, 0xfeff, 0xd800, 0xe000,
			0xfff0 })
	void ofWhenNotPrintableThenEscaped(int character) {
		assertThat(PrintableText.of("a" + (char) character + "b")).isEqualTo("a\\u%04xb".formatted(character));
	}

	@Test
	void ofWhenPrintableThenKept() {
		assertThat(PrintableText.of("/b\u00fccher/\u672c/a b?'\"")).isEqualTo("/b\u00fccher/\u672c/a b?'\"");
	}

	@Test
	void ofWhenLongThenShortened() {
		assertThat(PrintableText.of("a".repeat(256))).hasSize(256);
		assertThat(PrintableText.of("a".repeat(257))).isEqualTo("a".repeat(256) + "...");
	}

}
