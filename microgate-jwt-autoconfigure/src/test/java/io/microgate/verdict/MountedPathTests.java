package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A target that spells the place where the application is mounted in another way than the
 * configuration is refused, without an exception in a log.
 */
@Tag("server")
class MountedPathTests {

	private static final String CONFIGURATION = """
			management.server: {port: 0, base-path: /mng}
			spring.mvc.servlet.path: /sp
			microgate:
			  routes: {all: {paths: [/**]}}
			  access-control-policies: {all: {targetRefs: [{name: all}], policies: [{authorization: {}}]}}
			""";

	@TempDir
	private Path directory;

	private RunningApplication start(TestStack stack, String more) throws IOException {
		Chapter chapter = new Chapter("mounted", CONFIGURATION + more, "/ctx", List.of(), null, Map.of(), List.of());
		return RunningApplication.start(chapter, stack, Map.of(), this.directory);
	}

	private static int status(int port, String path) throws IOException {
		return RawHttp.exchange(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
			.status();
	}

	private static void assertStatus(int port, int status, String... paths) throws IOException {
		for (String path : paths) {
			assertThat(status(port, path)).as(path).isEqualTo(status);
		}
	}

	@Test
	void servletWhenPathsAreSpelledInAnotherWayThenRefusedWithoutAnErrorLine() throws IOException {
		try (RunningApplication application = start(TestStack.SERVLET, ""); CapturedLog log = new CapturedLog()) {
			int port = application.port(false);
			assertStatus(port, 200, "/ctx/sp/api", "/ctx/sp/%61pi", "/ctx/sp/x%20y", "/%63tx/sp/api");
			log.clear();
			assertStatus(port, 400, "/ctx/%73p/api", "/ctx/s%70/api", "/ctx/sp;x/api", "/ctx/;x/sp/api", "/ctx//sp/api",
					"/ctx/./sp/api", "/ctx/x/../sp/api", "/ctx/%73p", "/ctx/%73%70/%61pi", "/ctx;a/sp/api",
					"/ctx;a=b/%73p/api", "//ctx/sp/api", "/ctx/x/%2e%2e/sp/api");
			assertStatus(port, 404, "/ctxx/sp/api", "/CTX/sp/api", "/");
			assertThat(application.decisions().decisions())
				.filteredOn((decision) -> !decision.reason().equals("allowed"))
				.isNotEmpty()
				.allMatch((decision) -> decision.reason().equals("request.path"));
			assertThat(log.lines()).allMatch((line) -> line.contains(" (request.path): "));
		}
	}

	/** Before Spring Security's filter also where that comes first of all. */
	@Test
	void servletWhenSecurityComesEarlyThenRefusedWithoutAnErrorLine() throws IOException {
		try (RunningApplication application = start(TestStack.SERVLET, "spring.security.filter.order: -20000\n");
				CapturedLog log = new CapturedLog()) {
			assertStatus(application.port(false), 400, "/ctx/%73p/api", "/ctx;a/sp/api", "/ctx/sp;x/api");
			assertThat(log.lines()).noneMatch((line) -> line.contains("Exception"));
		}
	}

	@Test
	void reactiveWhenPathsAreSpelledInAnotherWayThenRefusedWithoutAnErrorLine() throws IOException {
		try (RunningApplication application = start(TestStack.REACTIVE, ""); CapturedLog log = new CapturedLog()) {
			int port = application.port(false);
			assertStatus(port, 200, "/ctx/api", "/ctx/%61pi");
			log.clear();
			assertStatus(port, 404, "/ctxx/x", "/ctxx", "/CTX/x", "/%63tx/x", "//ctx/x", "/");
			assertStatus(port, 400, "/ctx;a/x", "/ctx;a", "/ctx%2fx", "/ctx%20/x", "/ctx%3b/x", "/ctx//x", "/ctx/./x",
					"/ctx/x;a");
			assertThat(log.lines()).allMatch((line) -> line.contains(" (request.path): "));
		}
	}

	@Test
	void managementPortWhenPathsAreSpelledInAnotherWayThenRefusedWithoutAnErrorLine() throws IOException {
		for (TestStack stack : List.of(TestStack.SERVLET, TestStack.REACTIVE)) {
			try (RunningApplication application = start(stack, ""); CapturedLog log = new CapturedLog()) {
				int port = application.port(true);
				assertStatus(port, 200, "/mng/actuator/health");
				log.clear();
				assertStatus(port, 404, "/mngx/actuator/health", "/MNG/actuator/health");
				assertStatus(port, 400, "/mng;a/actuator/health", "/mng/actuator;a/health");
				assertThat(log.lines()).allMatch((line) -> line.contains(" (request.path): "));
			}
		}
	}

}
