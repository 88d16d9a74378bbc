package io.microgate.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Board and alert rules read documented meters only, and the documentation says what to
 * do about each alert.
 */
class BoardDocumentationTests {

	private static final Path OBSERVABILITY = Path.of("../docs/observability");

	private static final Pattern METER = Pattern.compile("(?m)^\\| `(microgate\\.[a-z.]+)` \\|");

	private static final Pattern METRIC = Pattern.compile("microgate_[a-z_]+");

	private static final Pattern ALERT = Pattern.compile("(?s)- alert: (\\w+)\\n.*?\\n *runbook: (\\S+)\\n");

	@ParameterizedTest
	@ValueSource(strings = { "grafana-board.json", "prometheus-rules.yaml" })
	void metricsWhenReadThenAreDocumentedMeters(String file) throws IOException {
		List<String> meters = find(METER, Path.of("../docs/reference/operations.md"))
			.map((meter) -> meter.group(1).replace('.', '_'))
			.toList();
		assertThat(find(METRIC, OBSERVABILITY.resolve(file)).map(MatchResult::group)).isNotEmpty()
			.allSatisfy((metric) -> assertThat(meters).as(metric)
				.anyMatch((meter) -> metric.matches(meter + "(_total|_seconds(_count|_sum|_max)?)?")));
	}

	@Test
	void alertsWhenReadThenReadmeLinksTheirRunbooks() throws IOException {
		String rules = Files.readString(OBSERVABILITY.resolve("prometheus-rules.yaml"));
		List<String> rows = Files.readAllLines(OBSERVABILITY.resolve("README.md"));
		List<MatchResult> alerts = ALERT.matcher(rules).results().toList();
		assertThat(alerts).hasSize(rules.split("- alert: ").length - 1)
			.allSatisfy((alert) -> assertThat(rows).anyMatch((row) -> row.startsWith("| `" + alert.group(1) + "` |")
					&& row.contains("](../" + alert.group(2) + ")")));
	}

	private static Stream<MatchResult> find(Pattern pattern, Path file) throws IOException {
		return pattern.matcher(Files.readString(file)).results();
	}

}
