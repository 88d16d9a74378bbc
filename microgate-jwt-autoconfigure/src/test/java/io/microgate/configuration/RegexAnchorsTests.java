package io.microgate.configuration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Anchors as the outermost alternatives show them.
 */
class RegexAnchorsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			a ~ false ~ false
			^a ~ true ~ false
			a$ ~ false ~ true
			^a$ ~ true ~ true
			\\Aa\\z ~ true ~ true
			^a\\$ ~ true ~ false
			^a\\\\$ ~ true ~ true
			^a\\\\z ~ true ~ false
			^a|b$ ~ false ~ false
			^a$|^b$ ~ true ~ true
			^(a|b)$ ~ true ~ true
			^[|]$ ~ true ~ true
			^[]|]$ ~ true ~ true
			^[^]|]$ ~ true ~ true
			^[[:alpha:]|]$ ~ true ~ true
			^[\\]|]$ ~ true ~ true
			^a\\|b$ ~ true ~ true
			^\\Q|\\E$ ~ true ~ true
			(?i)^a$ ~ true ~ true
			(?m)^a$ ~ false ~ false
			(?im)^a$ ~ false ~ false
			^a(/|$) ~ true ~ false
			$ ~ false ~ true
			^ ~ true ~ false
			""")
	void anchorsWhenRegexThen(String regex, boolean start, boolean end) {
		RegexAnchors anchors = new RegexAnchors(regex);
		assertThat(anchors.atStart()).isEqualTo(start);
		assertThat(anchors.atEnd()).isEqualTo(end);
	}

}
