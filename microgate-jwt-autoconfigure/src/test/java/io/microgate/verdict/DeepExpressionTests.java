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
 * The expression of a path variable takes time and memory linear in the length of the
 * path, of which it sees no more than 2 KB.
 */
@Tag("server")
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
	void requestWhenExpressionWouldBacktrackThenDecided(TestStack stack, @TempDir Path directory) throws IOException {
		String configuration = CONFIGURATION.replace("(?:[a-z]|[0-9])+", "(?:.*a){12}");
		Chapter chapter = new Chapter("backtracking", configuration, "", List.of(), null, Map.of(), List.of());
		try (RunningApplication application = RunningApplication.start(chapter, stack, Map.of(), directory)) {
			RawHttp.Response response = RawHttp.exchange(application.port(false), "GET /open/" + "a".repeat(40)
					+ "b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
			assertThat(response.status()).isEqualTo(403);
			assertThat(application.decisions().decisions()).singleElement()
				.extracting(DecisionRecorder.Recorded::reason)
				.isEqualTo("route.none");
		}
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void requestWhenPathIsTooLongForThePatternThenRefused(TestStack stack, @TempDir Path directory) throws IOException {
		Chapter chapter = new Chapter("deep", CONFIGURATION, "", List.of(), null, Map.of(), List.of());
		try (RunningApplication application = RunningApplication.start(chapter, stack, Map.of(), directory)) {
			RawHttp.Response response = RawHttp.exchange(application.port(false), "GET /open/" + "a".repeat(100_000)
					+ " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
			assertThat(response.status()).isEqualTo(400);
			assertThat(application.decisions().decisions()).singleElement()
				.extracting(DecisionRecorder.Recorded::reason)
				.isEqualTo("request.path");
		}
	}

}
