package io.microgate.verdict;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.decision.DecisionListener;
import io.microgate.reactive.GatewayReading;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.authorization.event.AuthorizationEvent;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is thrown from the first look at a request on refuses it, is counted, and
 * fills no log.
 */
@Tag("server")
class ReadingFailureTests {

	private static final String CONFIGURATION = """
			microgate:
			  routes:
			    shop: {hostnames: [localhost], matches: [{path: {value: /shop}, headers: [{name: X-Shop, value: "1"}], queryParams: [{name: q, value: "1"}]}]}
			  access-control-policies:
			    shop:
			      targetRefs: [{name: shop}]
			      policies:
			        - {requestConditions: {remoteIP: {cidrRanges: [192.0.2.0/24]}}, authorization: {deny: {}}}
			        - {authorization: {}}
			""";

	private static final TestStack SERVLET = new TestStack("servlet", TestStack.SERVLET.type(), BrokenServlet.class,
			TestStack.SERVLET.basePathProperty());

	private static final TestStack REACTIVE = new TestStack("reactive", TestStack.REACTIVE.type(), BrokenReactive.class,
			TestStack.REACTIVE.basePathProperty());

	@TempDir
	private Path directory;

	static Stream<TestStack> stacks() {
		return Stream.of(SERVLET, REACTIVE);
	}

	private RunningApplication start(TestStack stack) throws IOException {
		Chapter chapter = new Chapter("broken", CONFIGURATION, "", List.of(), null, Map.of(), List.of());
		return RunningApplication.start(chapter, stack, Map.of(), this.directory);
	}

	private static int status(RunningApplication application, String host, String... headers) throws IOException {
		String all = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
		return RawHttp
			.exchange(application.port(false),
					"GET /shop/x?q=1 HTTP/1.1\r\nHost: " + host + "\r\nX-Shop: 1\r\nConnection: close\r\n" + all
							+ "\r\n")
			.status();
	}

	/** As if the server had thrown it, at a place of its own. */
	private static IllegalArgumentException failure(String fact) {
		IllegalArgumentException failure = new IllegalArgumentException("eyJ");
		failure.setStackTrace(new StackTraceElement[] { new StackTraceElement("server.Request", fact, null, 1) });
		return failure;
	}

	private static void assertRefused(RunningApplication application, CapturedLog log, int times) {
		assertThat(application.decisions().decisions()).hasSize(times)
			.allMatch((decision) -> decision.reason().equals("error.internal"));
		assertThat(log.lines()).doesNotHaveDuplicates()
			.filteredOn((line) -> !line.contains("listener") && !line.contains(" (error.internal): "))
			.singleElement()
			.asString()
			.startsWith("Refused a request because of an exception while deciding about it: "
					+ "java.lang.IllegalArgumentException at ")
			.doesNotContain("eyJ");
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void requestWhenAFactCannotBeReadThenRefusedWithOneLine(TestStack stack) throws IOException {
		try (RunningApplication application = start(stack); CapturedLog log = new CapturedLog()) {
			assertThat(status(application, "localhost")).isEqualTo(200);
			for (String fact : List.of("target", "context", "method", "host", "query", "headers", "address")) {
				application.decisions().clear();
				log.clear();
				for (int i = 0; i < 5; i++) {
					assertThat(status(application, "localhost", "X-Break: " + fact)).as(fact).isEqualTo(403);
				}
				assertRefused(application, log, 5);
			}
		}
	}

	@Test
	void requestWhenAGatewayCannotReadTheHostThenRefusedWithOneLine() throws IOException {
		try (RunningApplication application = start(REACTIVE); CapturedLog log = new CapturedLog()) {
			for (String host : List.of("x:99999", "localhost:99999", "x:65536")) {
				assertThat(status(application, host)).as(host).isEqualTo(403);
			}
			assertRefused(application, log, 3);
		}
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void requestWhenListenersFailThenDecidedAllTheSameWithOneLineForEach(TestStack stack) throws IOException {
		try (RunningApplication application = start(stack); CapturedLog log = new CapturedLog()) {
			for (int i = 0; i < 5; i++) {
				assertThat(status(application, "localhost", "X-Fail: 1")).isEqualTo(200);
				assertThat(status(application, "elsewhere", "X-Fail: 1")).isEqualTo(403);
			}
			assertThat(log.lines())
				.filteredOn((line) -> !line.contains("nitializ") && !line.contains(" (route.none): "))
				.isNotEmpty()
				.doesNotHaveDuplicates()
				.allMatch((line) -> line.matches("A (decision listener|listener to security events) failed: .*"));
		}
	}

	/** Told of every decision, and an error of the JVM is no better than an exception. */
	static final class FailingListener implements DecisionListener {

		@Override
		public void decided(io.microgate.request.RequestFacts request, io.microgate.decision.Decision decision) {
			if (!request.headers("X-Fail").isEmpty()) {
				throw new StackOverflowError();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ServletTestApplication.class)
	@org.springframework.boot.autoconfigure.EnableAutoConfiguration
	static class BrokenServlet {

		@Bean
		FilterRegistrationBean<Filter> breakingFilter() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response,
					chain) -> chain.doFilter(new BrokenRequest((HttpServletRequest) request), response));
			registration.setOrder(-1000);
			return registration;
		}

		@Bean
		FailingListener failingListener() {
			return new FailingListener();
		}

		@Bean
		ApplicationListener<AuthorizationEvent> failingEvents() {
			return (event) -> {
				throw new IllegalStateException("eyJ");
			};
		}

	}

	private static final class BrokenRequest extends HttpServletRequestWrapper {

		BrokenRequest(HttpServletRequest request) {
			super(request);
		}

		private void breakAt(String fact) {
			if (fact.equals(super.getHeader("X-Break"))) {
				throw failure(fact);
			}
		}

		@Override
		public String getRequestURI() {
			breakAt("target");
			return super.getRequestURI();
		}

		@Override
		public String getContextPath() {
			breakAt("context");
			return super.getContextPath();
		}

		/** Spring Security's firewall asks for the method before anything else. */
		@Override
		public String getMethod() {
			if (StackWalker.getInstance()
				.walk((frames) -> frames
					.anyMatch((frame) -> frame.getClassName().startsWith("io.microgate.engine.")))) {
				breakAt("method");
			}
			return super.getMethod();
		}

		@Override
		public String getServerName() {
			if (StackWalker.getInstance()
				.walk((frames) -> frames
					.anyMatch((frame) -> frame.getClassName().startsWith("io.microgate.engine.")))) {
				breakAt("host");
			}
			return super.getServerName();
		}

		@Override
		public String getQueryString() {
			breakAt("query");
			return super.getQueryString();
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			breakAt("headers");
			return super.getHeaders(name);
		}

		@Override
		public String getRemoteAddr() {
			breakAt("address");
			return super.getRemoteAddr();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveTestApplication.class)
	@org.springframework.boot.autoconfigure.EnableAutoConfiguration(exclude = {
			org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration.class })
	static class BrokenReactive {

		@Bean
		@Order(-1000)
		WebFilter breakingFilter() {
			return (exchange, chain) -> chain
				.filter(exchange.mutate().request(new BrokenServerRequest(exchange.getRequest())).build());
		}

		@Bean
		FailingListener failingListener() {
			return new FailingListener();
		}

		@Bean
		GatewayReading gatewayReading() {
			return GatewayReading.of("");
		}

	}

	private static final class BrokenServerRequest extends ServerHttpRequestDecorator {

		BrokenServerRequest(ServerHttpRequest request) {
			super(request);
		}

		/**
		 * What Spring Security reads by itself is its own affair.
		 */
		private void breakAt(String fact) {
			if (fact.equals(super.getHeaders().getFirst("X-Break")) && StackWalker.getInstance()
				.walk((frames) -> frames.anyMatch((frame) -> frame.getClassName().endsWith(".ReactiveRequestFacts")))) {
				throw failure(fact);
			}
		}

		@Override
		public RequestPath getPath() {
			breakAt("context");
			return super.getPath();
		}

		@Override
		public HttpMethod getMethod() {
			breakAt("method");
			return super.getMethod();
		}

		@Override
		public URI getURI() {
			breakAt("target");
			breakAt("host");
			breakAt("query");
			return super.getURI();
		}

		@Override
		public HttpHeaders getHeaders() {
			breakAt("headers");
			return super.getHeaders();
		}

		@Override
		public InetSocketAddress getRemoteAddress() {
			breakAt("address");
			return super.getRemoteAddress();
		}

	}

}
