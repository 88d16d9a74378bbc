package io.microgate.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.microgate.sample.policy.ConfiguredKeys;
import io.microgate.sample.readme.ReadmeSection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * A real Prometheus scrapes the sample as the documentation says. It has data for each
 * query of the board, and fires each alert when its fault is made. A minute of the rules
 * is a second here, and the file of a local JWKS may be 10 seconds old instead of 60.
 * Without {@code CI} in the environment the tests are skipped where Prometheus is not
 * installed.
 */
@Tag("prometheus")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservabilityTests {

	private static final Path DOCUMENTATION = Path.of("../docs");

	private static final Path RULES = DOCUMENTATION.resolve("observability/prometheus-rules.yaml");

	private static final Path BOARD = DOCUMENTATION.resolve("observability/grafana-board.json");

	private static final Path RECIPE = DOCUMENTATION.resolve("how-to/scrape-metrics.md");

	private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	private final int managementPort = TestSocketUtils.findAvailableTcpPort();

	private final int otherPort = TestSocketUtils.findAvailableTcpPort();

	@TempDir
	private static Path directory;

	private ObservedBookstore bookstore;

	private ConfigurableApplicationContext other;

	private Prometheus prometheus;

	private boolean failing;

	@BeforeAll
	void start() throws IOException {
		if (Prometheus.missing() != null && System.getenv("CI") == null) {
			return;
		}
		assertThat(Prometheus.missing()).isNull();
		List<String> samePort = recipe("On the application's port");
		List<String> separatePort = recipe("On a separate management port");
		this.bookstore = new ObservedBookstore(directory);
		String issuer = "http://localhost:" + this.bookstore.port();
		this.bookstore.start(samePort.get(0).replace("https://idp.example.com", issuer));
		startOther(separatePort.get(0));
		Path secret = Files.writeString(directory.resolve("client-secret"), "demo");
		String first = samePort.get(1)
			.replace("https://idp.example.com", issuer)
			.replace("/etc/prometheus/client-secret", secret.toString())
			.replace("bookstore.example.com:8080", "localhost:" + this.bookstore.port());
		String second = separatePort.get(1)
			.replace("scrape_configs:\n", "")
			.replace("job_name: bookstore", "job_name: separate")
			.replace("bookstore.example.com:9090", "localhost:" + this.managementPort);
		Files.writeString(directory.resolve("rules.yaml"),
				Files.readString(RULES)
					.replaceAll("\\b(\\d+)m\\b", "$1s")
					.replace("1h", "60s")
					.replace("> 60 ", "> 10 "));
		this.prometheus = Prometheus.start(Files.writeString(directory.resolve("prometheus.yml"),
				"global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}\nrule_files: [rules.yaml]\n"
						+ first + second));
	}

	private void startOther(String recipe) throws IOException {
		Path file = Files.writeString(directory.resolve("separate.yml"), recipe);
		this.other = ConfiguredKeys.application(BookstoreApplication.class)
			.run("--server.port=" + this.otherPort, "--management.server.port=" + this.managementPort,
					"--spring.config.additional-location=" + file.toUri());
	}

	private static List<String> recipe(String heading) throws IOException {
		List<String> blocks = ReadmeSection.of(RECIPE, heading).blocks("yaml");
		assertThat(blocks).hasSize(2);
		return blocks;
	}

	/**
	 * Not in the method above, as a class that is skipped is reported without a reason.
	 */
	@BeforeEach
	void skipWithoutPrometheus() {
		Assumptions.assumeTrue(this.prometheus != null, Prometheus::missing);
	}

	@AfterAll
	void stop() throws InterruptedException {
		if (this.prometheus != null) {
			this.prometheus.close();
		}
		if (this.other != null) {
			this.other.close();
		}
		if (this.bookstore != null) {
			this.bookstore.close();
		}
	}

	@Test
	void rulesWhenCheckedByPromtoolThenValid() throws IOException, InterruptedException {
		assertThat(Prometheus.check("rules", RULES)).contains("SUCCESS");
	}

	@Test
	void scrapeWhenConfiguredAsDocumentedThenSucceedsOnBothPorts() {
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(this.prometheus.target("bookstore")).isEqualTo("up");
			assertThat(this.prometheus.target("separate")).isEqualTo("up");
		});
		assertThat(status(this.bookstore.port())).isEqualTo(401);
		assertThat(status(this.managementPort)).isEqualTo(200);
		assertThat(status(this.otherPort)).isEqualTo(404);
	}

	@TestFactory
	Stream<DynamicTest> queryOfBoardWhenEvaluatedThenHasData() throws IOException {
		makeFaults();
		JsonNode board = JsonMapper.builder().build().readTree(Files.readString(BOARD));
		List<DynamicTest> tests = board.get("panels")
			.valueStream()
			.filter((panel) -> !panel.get("type").stringValue().equals("row"))
			.flatMap((panel) -> panel.get("targets")
				.valueStream()
				.map((target) -> queryTest(panel.get("title").stringValue(), target.get("expr").stringValue())))
			.toList();
		assertThat(tests).hasSizeGreaterThan(20);
		return tests.stream();
	}

	private DynamicTest queryTest(String title, String expression) {
		String query = expression.replace("$job", ".*").replace("$instance", ".*").replace("$__rate_interval", "4s");
		return dynamicTest(title + ": " + expression, () -> await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.prometheus.values(query)).isNotEmpty()));
	}

	@TestFactory
	Stream<DynamicTest> alertWhenItsFaultIsMadeThenFires() throws IOException {
		makeFaults();
		assertThat(alerts()).hasSizeGreaterThan(8);
		return alerts().stream()
			.map((alert) -> dynamicTest(alert,
					() -> await().atMost(PATIENCE).untilAsserted(() -> assertThat(firing(alert)).isNotEmpty())));
	}

	private static List<String> alerts() throws IOException {
		return ALERT.matcher(Files.readString(RULES)).results().map((alert) -> alert.group(1)).toList();
	}

	private void makeFaults() throws IOException {
		if (this.failing) {
			return;
		}
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(
					this.prometheus.values("sum(rate(microgate_decisions_total{outcome='deny'}[60s] offset 5s))"))
				.hasSizeGreaterThan(5));
		for (String alert : alerts()) {
			assertThat(firing(alert)).as(alert).isEmpty();
		}
		this.bookstore.fail();
		this.failing = true;
	}

	/** At any time of the run, as a key source is stale and then expires. */
	private List<Double> firing(String alert) {
		return this.prometheus.values("ALERTS{alertstate='firing', alertname=~'" + alert + "', job='bookstore'}");
	}

	private static int status(int port) {
		return RestClient.create("http://localhost:" + port)
			.get()
			.uri("/actuator/prometheus")
			.exchangeForRequiredValue((request, response) -> response.getStatusCode().value());
	}

}
