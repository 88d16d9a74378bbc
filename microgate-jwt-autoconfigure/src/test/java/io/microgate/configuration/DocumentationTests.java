package io.microgate.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.engine.Expectation;
import io.microgate.engine.Expectations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documentation names what there is: every reason code with its status, and the
 * command that runs the tests.
 */
class DocumentationTests {

	private static final Path REFERENCE = Path.of("../docs/reference");

	private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

	@ParameterizedTest
	@EnumSource
	void operationsWhenReadThenNamesReasonWithStatusAndChallenge(DenyReason reason) throws IOException {
		List<String> rows = section(REFERENCE.resolve("operations.md"), "Reason codes").lines().toList();
		int row = rows.indexOf(reasonRow(rows, reason));
		while (rows.get(row).startsWith("| same ")) {
			row--;
		}
		String scheme = reason.code().startsWith("dpop.") ? "DPoP" : "Bearer";
		String challenge = (reason.error() != null) ? "%s error=\"%s\"".formatted(scheme, reason.error()) : scheme;
		assertThat(rows.get(row)).startsWith("| " + reason.status() + (reason.isChallenge() ? " `" + challenge : ""));
	}

	/** For the configuration that the section has. */
	@ParameterizedTest
	@EnumSource
	void operationsWhenReadThenQuotesWhatReasonExpects(DenyReason reason) throws IOException {
		String section = section(REFERENCE.resolve("operations.md"), "Reason codes");
		Matcher yaml = YAML.matcher(section);
		assertThat(yaml.find()).isTrue();
		MicrogateProperties properties = Configurations.read(yaml.group(1));
		EntryReference entry = new EntryReference("secured", (reason == DenyReason.POLICY_DENY) ? 0 : 1, null, "shop");
		Expectation expectation = new Expectations(properties.routes(), properties.jwts(),
				properties.accessControlPolicies())
			.of(new Decision(reason, null, "shop", entry, null, null));
		assertThat(reasonRow(section.lines().toList(), reason)).contains("| " + expectation.text() + " |");
	}

	private static String reasonRow(List<String> rows, DenyReason reason) {
		return rows.stream().filter((line) -> line.contains("| `" + reason.code() + "` |")).findFirst().orElseThrow();
	}

	@Test
	void operationsWhenReadThenHasNoOtherReason() throws IOException {
		assertThat(section(REFERENCE.resolve("operations.md"), "Reason codes").lines()
			.filter((line) -> line.matches("\\|.*\\| `.*"))).hasSameSizeAs(DenyReason.values());
	}

	@Test
	void ciWhenRunThenCallsTestCommandOfReadme() throws IOException {
		List<String> script = Files.readAllLines(Path.of("../.ci/run"));
		assertThat(section(Path.of("../README.md"), "Tests")).containsPattern(
				"```sh\n(" + script.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")\n```");
	}

	private static String section(Path document, String heading) throws IOException {
		String text = Files.readString(document);
		int start = text.indexOf("\n## " + heading + "\n");
		int end = text.indexOf("\n## ", start + 1);
		assertThat(start).as(heading).isNotNegative();
		return text.substring(start, (end > 0) ? end : text.length());
	}

}
