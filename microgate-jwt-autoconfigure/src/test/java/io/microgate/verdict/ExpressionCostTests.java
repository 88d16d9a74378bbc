package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request for which regular expressions would cost too much is refused, and only if one
 * has to be asked.
 */
@Tag("server")
class ExpressionCostTests {

	private static final String CONFIGURATION = """
			microgate:
			  routes:
			    literal: {paths: [/literal/**]}
			    items: {matches: [{path: {type: RegularExpression, value: "/items/[0-9a-z]+"}}]}
			    found: {paths: [/found/**]}
			    headers: {matches: [{path: {value: /headers}, headers: [{type: RegularExpression, name: X-Text, value: "[a-z]+\\\\b[a-z]+|[a-z]+,"}]}]}
			  access-control-policies:
			    literal: {targetRefs: [{name: literal}, {name: items}, {name: headers}], policies: [{authorization: {}}]}
			    found:
			      targetRefs: [{name: found}]
			      policies:
			        - {requestConditions: {path: {matcher: {regex: "/[0-9]+/admin"}}}, authorization: {deny: {}}}
			        - {authorization: {}}
			""";

	static Stream<TestStack> stacks() {
		return Stream.of(TestStack.SERVLET, TestStack.REACTIVE);
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void requestWhenTextIsTooLongForExpressionsThenRefused(TestStack stack, @TempDir Path directory)
			throws IOException {
		Chapter chapter = new Chapter("cost", CONFIGURATION, "", List.of(), null, Map.of(), List.of());
		try (RunningApplication application = RunningApplication.start(chapter, stack, Map.of(), directory)) {
			assertThat(send(application, "/items/" + "a".repeat(2041), "")).isEqualTo(Expectation.ALLOWED);
			assertThat(send(application, "/items/" + "a".repeat(2042), "")).isEqualTo("request.path");
			assertThat(send(application, "/literal/" + "a".repeat(4000), "")).isEqualTo(Expectation.ALLOWED);
			assertThat(send(application, "/found/" + "a".repeat(2041), "")).isEqualTo(Expectation.ALLOWED);
			assertThat(send(application, "/found/" + "a".repeat(2042), "")).isEqualTo("request.path");
			assertThat(send(application, "/found/" + "%61".repeat(1000), "")).isEqualTo(Expectation.ALLOWED);
			assertThat(send(application, "/headers", "X-Text: abc,\r\n")).isEqualTo(Expectation.ALLOWED);
			assertThat(send(application, "/headers", "X-Text: ,\r\n")).isEqualTo("route.none");
			String header = "X-Text: %s\r\n".formatted("a".repeat(7000));
			assertThat(send(application, "/headers", header)).isEqualTo("route.none");
			assertThat(send(application, "/headers", header.repeat(3))).isEqualTo("request.path");
		}
	}

	private static String send(RunningApplication application, String path, String headers) throws IOException {
		application.decisions().clear();
		RawHttp.exchange(application.port(false), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers
				+ "Connection: close\r\nContent-Length: 0\r\n\r\n");
		return application.decisions().decisions().get(0).reason();
	}

}
