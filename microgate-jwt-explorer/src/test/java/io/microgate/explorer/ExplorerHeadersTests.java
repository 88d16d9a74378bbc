package io.microgate.explorer;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page is served where endpoints are, with its headers, on both stacks and ports.
 */
class ExplorerHeadersTests {

	private static final String PAGE = "/actuator/microgateexplorer";

	@TempDir
	private Path keys;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SERVLET  | /actuator     | --x=
			REACTIVE | /actuator     | --x=
			SERVLET  | /app/actuator | --server.servlet.context-path=/app
			REACTIVE | /app/actuator | --spring.webflux.base-path=/app
			SERVLET  | /actuator     | --management.server.port=0
			REACTIVE | /actuator     | --management.server.port=0
			SERVLET  | /mgmt/actuator | --management.server.port=0 --management.server.base-path=/mgmt
			REACTIVE | /mgmt/actuator | --management.server.port=0 --management.server.base-path=/mgmt
			""")
	void getWhenPageThenHeadersOnce(WebApplicationType type, String base, String arguments) throws Exception {
		try (TestApplication application = TestApplication.start(type, this.keys, arguments.split(" "))) {
			for (String spelling : List.of("/microgateexplorer", "/microgateexplore%72")) {
				HttpResponse<String> response = application.get(application.endpoints() + base + spelling);
				assertThat(response.statusCode()).isEqualTo(200);
				assertThat(response.headers().allValues("Content-Type")).containsExactly("text/html;charset=UTF-8");
				assertHeaders(response);
				assertThat(response.body()).isEqualTo(ExplorerPage.read().html());
			}
			HttpResponse<String> other = application.get(application.endpoints() + base + "/microgate");
			assertThat(other.statusCode()).isEqualTo(401);
			assertThat(other.headers().allValues("Content-Security-Policy")).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void getWhenRefusedThenHeaders(WebApplicationType type) throws Exception {
		try (TestApplication application = TestApplication.start(type, this.keys,
				"--microgate.access-control-policies.actuator.policies[0].authorization.deny=",
				"--microgate.access-control-policies.actuator.target-refs[0].name=actuator")) {
			HttpResponse<String> response = application.get(application.endpoints() + PAGE);
			assertThat(response.statusCode()).isEqualTo(403);
			assertHeaders(response);
		}
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET, --microgate.explorer.enabled=false", "REACTIVE, --microgate.explorer.enabled=false",
			"SERVLET, --management.endpoint.microgateexplorer.access=none",
			"REACTIVE, --management.endpoint.microgateexplorer.access=none" })
	void getWhenOffThenNotFound(WebApplicationType type, String argument) throws Exception {
		try (TestApplication application = TestApplication.start(type, this.keys, argument)) {
			HttpResponse<String> response = application.get(application.endpoints() + PAGE);
			assertThat(response.statusCode()).isEqualTo(404);
			assertThat(response.headers().allValues("Content-Security-Policy")).isEmpty();
		}
	}

	private static void assertHeaders(HttpResponse<String> response) {
		assertThat(response.headers().allValues("Content-Security-Policy"))
			.containsExactly(ExplorerPage.read().contentSecurityPolicy());
		assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
		assertThat(response.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
		assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
		assertThat(response.headers().allValues("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
		assertThat(response.headers().allValues("X-Frame-Options")).containsExactly("DENY");
	}

}
