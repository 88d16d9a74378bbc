package io.microgate.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import org.springframework.test.util.TestSocketUtils;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real Prometheus in a process of its own, asked through its HTTP API.
 */
final class Prometheus implements AutoCloseable {

	private static final int STOP_SECONDS = 10;

	private final Process process;

	private final RestClient client;

	private Prometheus(Process process, int port) {
		this.process = process;
		this.client = RestClient.create("http://localhost:" + port);
	}

	/**
	 * Finds out why there is no Prometheus.
	 * @return the reason, or {@code null} if it is installed
	 */
	static String missing() {
		for (String program : List.of("prometheus", "promtool")) {
			boolean found = Stream.of(System.getenv("PATH").split(":"))
				.anyMatch((directory) -> Files.isExecutable(Path.of(directory, program)));
			if (!found) {
				return program + " is not on the PATH (Debian package 'prometheus')";
			}
		}
		return null;
	}

	/**
	 * Checks a file with {@code promtool}.
	 * @param kind {@code rules} or {@code config}
	 * @return what it prints
	 */
	static String check(String kind, Path file) throws IOException, InterruptedException {
		Path output = Files.createTempFile("promtool", ".txt");
		try {
			Process promtool = new ProcessBuilder("promtool", "check", kind, file.toString()).redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			assertThat(promtool.waitFor(1, TimeUnit.MINUTES)).isTrue();
			assertThat(promtool.exitValue()).as(Files.readString(output)).isZero();
			return Files.readString(output);
		}
		finally {
			Files.delete(output);
		}
	}

	/**
	 * Starts a Prometheus.
	 * @param configuration its configuration file; its data and its log are written to
	 * the same directory
	 */
	static Prometheus start(Path configuration) throws IOException {
		Path directory = configuration.getParent();
		int port = TestSocketUtils.findAvailableTcpPort();
		Process process = new ProcessBuilder("prometheus", "--config.file=" + configuration,
				"--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:" + port)
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("prometheus.log").toFile())
			.start();
		// where the tests are ended before their time
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
		Prometheus prometheus = new Prometheus(process, port);
		try {
			Awaitility.await()
				.failFast("Prometheus has ended", () -> !process.isAlive())
				.ignoreExceptions()
				.until(() -> prometheus.client.get().uri("/-/ready").retrieve().toBodilessEntity() != null);
		}
		catch (Throwable ex) {
			prometheus.close();
			throw ex;
		}
		return prometheus;
	}

	/** The health of the target of a job, and the error of the last scrape. */
	String target(String job) {
		for (JsonNode target : get("/api/v1/targets").get("activeTargets")) {
			if (target.get("labels").get("job").stringValue().equals(job)) {
				return target.get("health").stringValue() + target.get("lastError").stringValue();
			}
		}
		return "absent";
	}

	/**
	 * Evaluates an expression at every second of the last minutes.
	 * @return the numbers of all series at all times
	 */
	List<Double> values(String expression) {
		long now = System.currentTimeMillis() / 1000;
		JsonNode series = get("/api/v1/query_range?query={query}&start={start}&end={end}&step=1", expression, now - 300,
				now)
			.get("result");
		return series.valueStream()
			.flatMap((one) -> one.get("values").valueStream())
			.map((value) -> Double.valueOf(value.get(1).stringValue()))
			.filter((value) -> !value.isNaN())
			.toList();
	}

	private JsonNode get(String uri, Object... variables) {
		JsonNode answer = this.client.get().uri(uri, variables).retrieve().body(JsonNode.class);
		assertThat(answer.get("status").stringValue()).isEqualTo("success");
		return answer.get("data");
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			this.process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.process.destroyForcibly();
	}

}
