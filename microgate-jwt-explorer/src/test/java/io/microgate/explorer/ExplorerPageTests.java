package io.microgate.explorer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The policy of the page names what is in it.
 */
class ExplorerPageTests {

	@Test
	void ofWhenPageThenPolicyNamesHashesOfScriptAndStyle() {
		ExplorerPage page = ExplorerPage.of("<style>p{}</style><script>run()</script>");
		// printf %s 'run()' | openssl dgst -sha256 -binary | base64, and 'p{}'
		assertThat(page.contentSecurityPolicy()).isEqualTo("default-src 'none'; "
				+ "script-src 'sha256-AvyuiL0SD1mVY3NNxR+V2uo+lhk6RMFrytWmRt6CrJQ='; style-src 'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y='; connect-src 'self'; base-uri 'none'; "
				+ "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "<style></style>", "<script></script>", "<style></style><script></script><script></script>" })
	void ofWhenNotOneScriptAndOneStyleThenFails(String html) {
		assertThatIllegalStateException().isThrownBy(() -> ExplorerPage.of(html));
	}

	@Test
	void readWhenPageThenLoadsAndNamesNothingForeign() {
		assertThat(ExplorerPage.read().html()).startsWith("<!DOCTYPE html>")
			.doesNotContain(" src=", "http-equiv", "@import", "url(", "innerHTML", "localStorage", "sessionStorage",
					"document.cookie", "style=\"", "onclick")
			.containsOnlyOnce("<script>")
			.containsOnlyOnce("<style>");
	}

}
