package io.microgate.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Targets that Spring cannot parse are refused like any other that cannot be judged, and
 * nothing is logged.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class UnreadableTargetTests {

	private static final String ROUTES = """
			microgate:
			  routes: {all: {paths: [/**]}}
			  access-control-policies: {all: {targetRefs: [{name: all}], policies: [{authorization: {}}]}}
			""";

	private static void assertAnswer(String yaml, String status, CapturedOutput output, String... lines)
			throws IOException {
		try (Application application = Application.start(WebApplicationType.SERVLET, Unreadable.class,
				ROUTES + "---\n" + yaml, Map.of())) {
			int port = application.bean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
			exchange(port, "GET / HTTP/1.1");
			int before = output.getAll().length();
			assertThat(exchange(port, lines)).startsWith("HTTP/1.1 " + status);
			assertThat(output.getAll().substring(before)).doesNotContain("\tat ", "WARN", "ERROR");
		}
	}

	private static String exchange(int port, String... lines) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream()
				.write((String.join("\r\n", lines) + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/;%a", "/cc/x;%zz", "/admin/;x=%", "/f;2%%" })
	void requestWhenPathParameterCannotBeDecodedThenRefused(String target, CapturedOutput output) throws IOException {
		assertAnswer("", "400", output, "GET " + target + " HTTP/1.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/shop/mvc/x;%a", "/shop;%a/mvc/x", "/shop/mvc;%a/x" })
	void requestWhenMountedAndPathParameterCannotBeDecodedThenRefused(String target, CapturedOutput output)
			throws IOException {
		assertAnswer("server.servlet.context-path: /shop\nspring.mvc.servlet.path: /mvc\n", "400", output,
				"GET " + target + " HTTP/1.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%zz", "/%", "/a;%a", "a", "%", "/a, %zz", ";%" })
	void requestWhenForwardedPrefixIsNoPathThenRefused(String prefix, CapturedOutput output) throws IOException {
		assertAnswer("server.forward-headers-strategy: framework\n", "400", output, "GET /x HTTP/1.1",
				"X-Forwarded-Prefix: " + prefix);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /WEB-INF/;%a", "GET /META-INF/x;%zz", "TRACE /;%a" })
	void errorDispatchWhenServerRejectsThenAnswered(String line, CapturedOutput output) throws IOException {
		assertAnswer("", "40", output, line + " HTTP/1.1");
	}

	/** A server dispatches to the error page what a filter in front has refused. */
	@ParameterizedTest
	@ValueSource(
			strings = { "", "server.forward-headers-strategy: framework\n", "server.servlet.context-path: /shop\n" })
	void errorDispatchWhenFilterInFrontRefusesThenAnswered(String yaml, CapturedOutput output) throws IOException {
		String base = yaml.contains("/shop") ? "/shop" : "";
		assertAnswer("test.refusing: true\n" + yaml, "418", output, "GET " + base + "/;%a HTTP/1.1",
				"X-Forwarded-Prefix: /%zz");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Unreadable {

		@Bean
		@ConditionalOnProperty("test.refusing")
		FilterRegistrationBean<Filter> refusingFilter() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
					(request, response, chain) -> ((HttpServletResponse) response).sendError(418));
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

}
