package io.microgate.request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SentToken}.
 */
class SentTokenTests {

	private static final String TOKEN = "header.payload." + "s".repeat(40);

	@Test
	void textWhenWithinHeaderFieldThenTokenAlone() {
		SentToken token = SentToken.within("Bearer " + TOKEN, 7);
		assertThat(token.text()).isEqualTo(TOKEN);
		assertThat(token.length()).isEqualTo(TOKEN.length());
		assertThat(SentToken.of(TOKEN).text()).isEqualTo(TOKEN);
		assertThat(SentToken.of(TOKEN).length()).isEqualTo(TOKEN.length());
		assertThat(SentToken.bearer(TOKEN).text()).isEqualTo(TOKEN);
	}

	@Test
	void equalsWhenSameTextInSameFormThenEqual() {
		SentToken token = SentToken.within("Bearer " + TOKEN, 7);
		assertThat(token).isEqualTo(SentToken.bearer(TOKEN)).hasSameHashCodeAs(SentToken.bearer(TOKEN));
		assertThat(SentToken.of(TOKEN)).isEqualTo(SentToken.of(new String(TOKEN)));
	}

	@Test
	void equalsWhenAnyCharacterDiffersThenNot() {
		for (int i = 0; i < TOKEN.length(); i++) {
			String other = TOKEN.substring(0, i) + '_' + TOKEN.substring(i + 1);
			assertThat(SentToken.bearer(other)).as(other).isNotEqualTo(SentToken.bearer(TOKEN));
			assertThat(SentToken.of(other)).as(other).isNotEqualTo(SentToken.of(TOKEN));
		}
	}

	@Test
	void equalsWhenSameCharactersStartElsewhereThenNot() {
		assertThat(SentToken.of("Bearer " + TOKEN)).isNotEqualTo(SentToken.bearer(TOKEN));
	}

	/** Else one token would be remembered as often as it can be written. */
	@ParameterizedTest
	@CsvSource({ "'bearer ', 7", "'BEARER ', 7", "'Bearer  ', 8", "'DPoP ', 5", "'Bearer    ', 10" })
	void withinWhenWrittenInAnUnusualWayThenIsTheTokenAlone(String before, int start) {
		assertThat(SentToken.within(before + TOKEN, start)).isEqualTo(SentToken.of(TOKEN));
	}

	@Test
	void hashCodeWhenTokenIsShorterThanWhatIsHashedThenOfTheTokenAlone() {
		assertThat(SentToken.bearer("abc")).hasSameHashCodeAs(SentToken.of("abc"));
		assertThat(SentToken.of("abc").hashCode()).isEqualTo("abc".hashCode());
	}

	@Test
	void hashCodeWhenSignaturesDifferThenDiffers() {
		assertThat(SentToken.bearer(TOKEN + "a").hashCode()).isNotEqualTo(SentToken.bearer(TOKEN + "b").hashCode());
	}

	@Test
	void toStringWhenAskedThenHoldsNoToken() {
		assertThat(SentToken.bearer(TOKEN).toString()).doesNotContain(TOKEN).isEqualTo("SentToken");
	}

}
