package io.microgate.verdict;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What blocks an event loop fails a test, even if the request is answered well.
 */
@Tag("server")
class BlockingCallsTests {

	private static final TestStack BLOCKING = new TestStack("reactive", WebApplicationType.REACTIVE,
			BlockingApplication.class, "spring.webflux.base-path");

	private static final String CONFIGURATION = """
			microgate:
			  routes.open: {paths: [/open/**]}
			  access-control-policies.open: {targetRefs: [{name: open}], policies: [{authorization: {}}]}
			""";

	@Test
	void closeWhenAnEventLoopWasBlockedThenFails(@TempDir Path directory) throws IOException {
		Chapter chapter = new Chapter("blocking", CONFIGURATION, "", List.of(), null, Map.of(), List.of());
		RunningApplication application = RunningApplication.start(chapter, BLOCKING, Map.of(), directory);
		for (Way way : Way.values()) {
			verifyServed(application, way);
			verifyFails(BlockingCalls::verifyNone);
		}
		verifyServed(application, Way.PAUSE);
		verifyFails(application::close);
		BlockingCalls.verifyNone();
	}

	private static void verifyServed(RunningApplication application, Way way) throws IOException {
		String request = "GET /open/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Way: %s\r\n\r\n";
		assertThat(RawHttp.exchange(application.port(false), request.formatted(way)).status()).isEqualTo(200);
	}

	private static void verifyFails(ThrowingCallable check) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(check)
			.withMessageContaining("on thread 'reactor-http-")
			.withMessageContaining(BlockingCallsTests.class.getName());
	}

	enum Way {

		// never complete before it is waited for, however late this thread runs
		FUTURE(() -> new CompletableFuture<Void>().get(10, TimeUnit.MILLISECONDS)),

		PAUSE(() -> {
			Thread.sleep(1);
			return null;
		}),

		FILE(() -> Files.readAllBytes(Path.of("pom.xml"))),

		NAME(() -> InetAddress.getByName("unknown.invalid").isReachable(1)),

		REVERSE_NAME(() -> InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }).getHostName()),

		SOCKET(() -> {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), 1)) {
				return socket.isConnected();
			}
		});

		private final Callable<?> call;

		Way(Callable<?> call) {
			this.call = call;
		}

		void block() {
			try {
				this.call.call();
			}
			catch (Exception ex) {
				// it has blocked all the same
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(ReactiveTestApplication.class)
	static class BlockingApplication {

		@Bean
		WebFilter blockingFilter() {
			return (exchange, chain) -> {
				Way.valueOf(exchange.getRequest().getHeaders().getFirst("X-Way")).block();
				return chain.filter(exchange);
			};
		}

	}

}
