package io.microgate.spec;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Re2Expression}.
 */
class Re2ExpressionTests {

	@ParameterizedTest
	@ValueSource(strings = { "^/api/admin(/|$)", "(a{1000})*", "a{1000}b{1000}", "((a{10}){10}){10}", "(a{1000})b{2}",
			"[(]a{2}[)]{600}", "(a{40}[{2}])\\({1000}", "(\\Q{1000}){1000}\\E){9}", "[]{1000}]{600}",
			"[[:alpha:]{9}]{999}", "a{,1000}", "(a{1000}\\x{41}){1}" })
	void isValidWhenExpressionThenTrue(String text) {
		assertThat(Re2Expression.isValid(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "(", "a{1001}", "(?=a)", "(((a{1000}){1000}){1000})", "(a{1000}){2}", "(a{2}){501,}",
			"(?:(x|a{2,100})b){0,11}", "(a*[\\]{9}]{1000}){2}", "((a{1000})+b){2}" })
	void isValidWhenNoneOrRepeatedTooOftenThenFalse(String text) {
		assertThat(Re2Expression.isValid(text)).isFalse();
	}

}
