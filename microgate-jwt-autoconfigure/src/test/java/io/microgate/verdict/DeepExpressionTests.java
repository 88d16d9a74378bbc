package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An expression in a path pattern is one of the JDK, which goes as deep as a path is
 * long. The stack ends before the server's limit does.
 */
class DeepExpressionTests {

	private static final String CONFIGURATION = """
			microgate:
			  routes:
			    items: {paths: ["/open/{id:(?:[a-z]|[0-9])+}"]}
			  access-control-policies:
			    items: {targetRefs: [{name: items}], policies: [{authorization: {}}]}
			""";

	static Stream<TestStack> stacks() {
		return Stream.of(TestStack.SERVLET, TestStack.REACTIVE);
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void requestWhenPathIsTooLongForThePatternThenRefused(TestStack stack, @TempDir Path directory) throws IOException {
		Chapter chapter = new Chapter("deep", CONFIGURATION, "", List.of(), null, Map.of(), List.of());
		try (RunningApplication application = RunningApplication.start(chapter, stack, Map.of(), directory)) {
			RawHttp.Response response = RawHttp.exchange(application.port(false), "GET /open/" + "a".repeat(100_000)
					+ " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
			assertThat(response.status()).isEqualTo(403);
			assertThat(application.decisions().decisions()).singleElement()
				.extracting(DecisionRecorder.Recorded::reason)
				.isEqualTo("error.internal");
		}
	}

}
