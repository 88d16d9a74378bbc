package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Files;
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
 * A {@code HTTPRoute} without a policy keeps its requests from broader routes, and no
 * policy decides about them.
 */
@Tag("server")
class UngovernedRouteTests {

	private static final String MANIFESTS = """
			apiVersion: gateway.networking.k8s.io/v1
			kind: HTTPRoute
			metadata: {name: all}
			spec: {rules: [{matches: [{path: {value: /shop}}]}]}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: AccessControlPolicy
			metadata: {name: all}
			spec:
			  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: all}]
			  policies: [{authorization: {deny: {}}}]
			---
			apiVersion: gateway.networking.k8s.io/v1
			kind: HTTPRoute
			metadata: {name: ungoverned}
			spec:
			  rules:
			    - matches:
			        - path: {value: /shop/public}
			          method: GET
			        - path: {value: /actuator/health}
			""";

	static Stream<TestStack> stacks() {
		return Stream.of(TestStack.SERVLET, TestStack.REACTIVE);
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void answerWhenUnmatchedRequestsAreDeniedThenRefusedAsWithoutRoute(TestStack stack, @TempDir Path directory)
			throws IOException {
		try (RunningApplication application = start("deny", stack, directory)) {
			assertThat(status(application, "GET /shop/x")).isEqualTo(403);
			assertThat(reasons(application)).containsExactly("policy.deny");
			assertThat(status(application, "GET /shop/public/x")).isEqualTo(403);
			assertThat(application.decisions().decisions()).singleElement().satisfies((decision) -> {
				assertThat(decision.reason()).isEqualTo("route.none");
				assertThat(decision.route()).isNull();
			});
			assertThat(status(application, "POST /shop/public/x")).isEqualTo(403);
			assertThat(reasons(application)).containsExactly("policy.deny");
			assertThat(status(application, "GET /actuator/health")).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void answerWhenUnmatchedRequestsPassThenUndecided(TestStack stack, @TempDir Path directory) throws IOException {
		try (RunningApplication application = start("pass", stack, directory)) {
			assertThat(status(application, "GET /shop/public/x")).isEqualTo(200);
			assertThat(reasons(application)).isEmpty();
			assertThat(status(application, "POST /shop/public/x")).isEqualTo(403);
			assertThat(reasons(application)).containsExactly("policy.deny");
			assertThat(status(application, "GET /shop/x")).isEqualTo(403);
		}
	}

	private static RunningApplication start(String unmatched, TestStack stack, Path directory) throws IOException {
		Path manifests = Files.createDirectory(directory.resolve("manifests"));
		Files.writeString(manifests.resolve("routes.yaml"), MANIFESTS);
		String configuration = "microgate: {unmatched-requests: %s, manifests: ['%s']}".formatted(unmatched,
				manifests.toUri());
		Chapter chapter = new Chapter("ungoverned", configuration, "", List.of(), null, Map.of(), List.of());
		return RunningApplication.start(chapter, stack, Map.of(), directory);
	}

	private static int status(RunningApplication application, String request) throws IOException {
		application.decisions().clear();
		return RawHttp
			.exchange(application.port(false),
					request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
			.status();
	}

	private static List<String> reasons(RunningApplication application) {
		return application.decisions().decisions().stream().map(DecisionRecorder.Recorded::reason).toList();
	}

}
