package io.microgate.check.schema;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EcmaExpressionTests {

	@ParameterizedTest
	@CsvSource(delimiterString = " => ", textBlock = """
			[a-z]+             => ^(?:[a-z]+)$
			a|b                => ^(?:a|b)$
			(?s)^http://.*$    => ^(?:^http://[\\s\\S]*$)$
			(a\\.[b+*])*+c     => ^(?:(a\\.[b+*])*c)$
			a++b?+c{1,2}+      => ^(?:a+b?c{1,2})$
			[+]+\\++           => ^(?:[+]+\\++)$
			(?=.{1,3}$)[a-z.]+ => ^(?:(?=.{1,3}$)[a-z.]+)$
			[!-~]([\\t -~]*)   => ^(?:[!-~]([\\t -~]*))$
			""")
	void ofWhenJavaThenSameStringsInEcma(String java, String ecma) {
		assertThat(EcmaExpression.of(java)).isEqualTo(ecma);
	}

	@ParameterizedTest
	@ValueSource(strings = { "(?i)a", "(?<name>a)", "\\p{L}", "\\Qa\\E", "[a&&b]", "[a[b]]", "a\\z" })
	void ofWhenNotInEcmaThenRefused(String java) {
		assertThatIllegalArgumentException().isThrownBy(() -> EcmaExpression.of(java)).withMessageContaining(java);
	}

}
