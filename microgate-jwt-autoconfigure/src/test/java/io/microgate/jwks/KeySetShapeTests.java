package io.microgate.jwks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.microgate.jwks.KeySetShape.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.logging.LogLevel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of key sets, fetched over real connections.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
class KeySetShapeTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private JwksServer server;

	private KeySourceThreads threads;

	@BeforeAll
	void start() {
		this.server = JwksServer.start();
		this.threads = new KeySourceThreads();
	}

	@AfterAll
	void close() {
		this.threads.close();
		this.server.close();
	}

	static List<KeySetShape> shapes() {
		return KeySetShape.load();
	}

	@Test
	void loadWhenReadThenHasEveryVerdict() {
		assertThat(shapes()).hasSizeGreaterThan(100)
			.extracting(KeySetShape::verdict)
			.contains(KeySetShape.Verdict.values());
	}

	@ParameterizedTest
	@MethodSource("shapes")
	void fetchWhenShapeThenAsTheTableSays(KeySetShape shape) {
		this.server.with(shape::respond);
		CompletableFuture<ParsedKeySet> fetch = fetcher(shape).fetch(true);
		if (shape.verdict() == Verdict.REFUSED) {
			assertThat(fetch.handle((keys, failure) -> (failure != null) ? FetchFailure.describe(failure) : "none"))
				.succeedsWithin(PATIENCE)
				.asString()
				.contains(shape.says());
			return;
		}
		assertThat(fetch).succeedsWithin(PATIENCE).satisfies((parsed) -> {
			boolean used = shape.verdict() == Verdict.TAKEN || shape.verdict() == Verdict.NOTED;
			assertThat(parsed.keys().keys()).hasSize((int) parsed.remarks()
				.stream()
				.filter((remark) -> !remark.text().contains(" is not used: it "))
				.count());
			assertThat(parsed.remarks().get(0)).satisfies((remark) -> {
				assertThat(remark.level()).isEqualTo(level(shape.verdict()));
				assertThat(remark.text()).contains(used ? " is used for [" : " is not used: it ")
					.contains(shape.says())
					.matches("[ -~]+");
			});
		});
	}

	private JwksFetcher fetcher(KeySetShape shape) {
		JwksSpec.Remote spec = RemoteSources.spec(this.server.uri(), "30s");
		FetchPlan plan = FetchPlan.compile(spec, RemoteSources.extensions(RemoteSources.CACHE, shape.keyUse()),
				RemoteSources.tls(spec), RemoteSources.NO_SECRETS);
		return new JwksFetcher(plan, new FetchResources(this.threads, this.threads.blocking()), this.threads.timer(),
				(failure) -> {
				});
	}

	private static LogLevel level(Verdict verdict) {
		return switch (verdict) {
			case TAKEN -> LogLevel.DEBUG;
			case NOTED, LEFT_OUT -> LogLevel.INFO;
			default -> LogLevel.WARN;
		};
	}

}
