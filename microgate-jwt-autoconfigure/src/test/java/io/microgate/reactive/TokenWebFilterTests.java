package io.microgate.reactive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import io.microgate.autoconfigure.MicrogateAutoConfiguration;
import io.microgate.jwks.TestSigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On which thread {@link TokenWebFilter} refuses a token.
 */
class TokenWebFilterTests {

	private static final long MILLI = 1_000_000;

	private static final String OTHER = "parallel-";

	private final String caller = Thread.currentThread().getName();

	private final TestSigningKey key = TestSigningKey.ec("a", "secp256r1");

	private final AtomicLong now = new AtomicLong();

	/** How much time goes by whenever the filter reads it. */
	private long tick;

	private ReactiveWebApplicationContextRunner runner;

	@BeforeEach
	void configure(@TempDir Path directory) throws IOException {
		Files.write(directory.resolve("jwks.json"), TestSigningKey.json(this.key.jwk()));
		this.runner = new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MicrogateAutoConfiguration.class,
					ReactiveMicrogateAutoConfiguration.class, ReactiveWebSecurityAutoConfiguration.class,
					WebFluxAutoConfiguration.class, HttpHandlerAutoConfiguration.class))
			.withPropertyValues("microgate.secrets.keys=" + directory.toUri(), "microgate.routes.api.paths=/api/**",
					"microgate.jwks.keys.provider.local.secret-ref.name=keys",
					"microgate.jwts.token.require-any[0].jwks-ref.name=keys",
					"microgate.jwts.token.expiration-required=true",
					"microgate.access-control-policies.api.target-refs[0].name=api",
					"microgate.access-control-policies.api.policies[0].authorization.authentication.jwt.jwt-ref.name=token");
	}

	@Test
	void threadWhenTimeIsLeftThenTheCaller() {
		run((thread) -> {
			this.tick = MILLI / 10;
			for (int i = 0; i < 100; i++) {
				this.now.addAndGet(10 * MILLI);
				assertThat(thread.apply("Bearer x.y.z")).isEqualTo(this.caller);
			}
		});
	}

	@Test
	void threadWhenShareIsSpentThenAnotherUntilThereIsSomeAgain() {
		run((thread) -> {
			this.tick = MILLI;
			assertThat(thread.apply("Bearer x.y.z")).isEqualTo(this.caller);
			this.tick = 0;
			assertThat(thread.apply("Bearer x.y.z")).startsWith(OTHER);
			assertThat(thread.apply("Bearer x.y.z")).startsWith(OTHER);
			this.now.addAndGet(10 * MILLI);
			assertThat(thread.apply("Bearer x.y.z")).isEqualTo(this.caller);
		});
	}

	/** What it takes to read such a token is spent here all the same. */
	@Test
	void threadWhenSignatureIsNotMeasuredThenAnotherAndShareIsSpent() {
		String token = this.key.token("ES256", "{\"exp\":1}");
		run((thread) -> {
			this.tick = MILLI;
			assertThat(thread.apply("Bearer " + token)).startsWith(OTHER);
			this.tick = 0;
			assertThat(thread.apply("Bearer x.y.z")).startsWith(OTHER);
		});
	}

	@Test
	void threadWhenShareOfAnotherIsSpentThenTheCaller() {
		run((thread) -> {
			this.tick = MILLI;
			CompletableFuture.runAsync(() -> thread.apply("Bearer x.y.z")).join();
			this.tick = 0;
			assertThat(thread.apply("Bearer x.y.z")).isEqualTo(this.caller);
		});
	}

	/** A proof has a key of the client's choice, so what it costs is not known. */
	@Test
	void threadWhenSchemeIsDpopThenAnother() {
		run((thread) -> assertThat(thread.apply("DPoP x.y.z")).startsWith(OTHER));
	}

	/** Gives a test the thread that refuses a request with a field Authorization. */
	private void run(ThreadTest test) {
		this.runner.run((context) -> {
			ReactiveDecisions decisions = context.getBean(ReactiveDecisions.class);
			TokenWebFilter filter = new TokenWebFilter(decisions, (jwt) -> Mono.error(new AssertionError("verified")),
					new ServerRefusalHandler(new ServerCors(null, ServerMappedCors.NONE), decisions.refusalBodies()),
					() -> this.now.addAndGet(this.tick));
			test.run((authorization) -> {
				MockServerWebExchange exchange = MockServerWebExchange
					.from(MockServerHttpRequest.get("/api/x").header(HttpHeaders.AUTHORIZATION, authorization));
				AtomicReference<String> thread = new AtomicReference<>();
				decisions.start(exchange);
				filter.filter(exchange, (rest) -> Mono.error(new AssertionError("let through")))
					.doOnTerminate(() -> thread.set(Thread.currentThread().getName()))
					.block();
				assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
				return thread.get();
			});
		});
	}

	private interface ThreadTest {

		void run(UnaryOperator<String> thread);

	}

}
