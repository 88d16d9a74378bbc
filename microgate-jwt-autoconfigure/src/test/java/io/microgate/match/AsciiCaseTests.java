package io.microgate.match;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AsciiCaseTests {

	@Test
	void lowerWhenNothingToReplaceThenReturnsTheTextItself() {
		String text = "application/json; ä\u212A[]`{}@";
		assertThat(AsciiCase.lower(text)).isSameAs(text);
		assertThat(AsciiCase.lower("")).isEmpty();
	}

	@Test
	void lowerWhenUpperCaseThenReplacesAsciiLettersAlone() {
		assertThat(AsciiCase.lower("aAzZ[@Ä\u212A\u0130")).isEqualTo("aazz[@Ä\u212A\u0130");
	}

}
