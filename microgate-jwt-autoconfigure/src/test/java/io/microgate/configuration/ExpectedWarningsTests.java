package io.microgate.configuration;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Warnings about what is on purpose are listed as all others, and logged at info level.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExpectedWarningsTests {

	private static final String CONFIGURATION = """
			microgate:
			  routes: {a: {paths: [/a]}}
			  jwks: {keys: {provider: {remote: {uri: "%s"}}}}
			  jwts: {token: {requireAny: [{jwksRef: {name: keys}, issuer: a}], expirationRequired: true}}
			  access-control-policies:
			    a: {targetRefs: [{name: a}], policies: [{authorization: %s}]}
			""";

	private static final String TOKEN = "{authentication: {jwt: {jwtRef: {name: token}}}}";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			http://localhost:8080/jwks  | INFO
			http://127.0.0.1/jwks       | INFO
			http://idp.example.com/jwks | WARN
			""")
	void logWhenPlainHttpThenInfoOnLoopbackAndElseWarning(String uri, String level, CapturedOutput output) {
		assertLogged(CONFIGURATION.formatted(uri, TOKEN), "fetches keys over plain http", level, output);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                                                            | is open, the requests
			{authentication: {jwt: {jwtRef: {name: token}, extensions: {optional: true}}}} | is open to clients without
			""")
	void logWhenEntryIsOpenThenInfo(String authorization, String text, CapturedOutput output) {
		assertLogged(CONFIGURATION.formatted("https://idp.example.com/jwks", authorization), text, "INFO", output);
	}

	@Test
	void logWhenEntryIsOpenAndRequestsPassThenTheLatterIsWarning(CapturedOutput output) {
		read(CONFIGURATION.formatted("https://idp.example.com/jwks", "{}") + "  unmatched-requests: pass\n").log();
		assertThat(lines("unmatched-requests", output)).singleElement().asString().contains(" WARN ");
	}

	private static void assertLogged(String yaml, String text, String level, CapturedOutput output) {
		CheckedConfiguration configuration = read(yaml);
		assertThat(configuration.warnings()).singleElement().asString().contains(text);
		configuration.log();
		assertThat(lines(text, output)).singleElement().asString().contains(" " + level + " ");
	}

	private static CheckedConfiguration read(String yaml) {
		return CheckedConfiguration.read(Configurations.environment(yaml), List.of());
	}

	private static List<String> lines(String text, CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains(text)).toList();
	}

}
