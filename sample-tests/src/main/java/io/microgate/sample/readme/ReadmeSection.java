package io.microgate.sample.readme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * A section of a README: its YAML, and its shell lines, run as they stand.
 *
 * @param text the text under the heading
 */
public record ReadmeSection(String text) {

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

	private static final Pattern STATUS = Pattern.compile("# (\\d{3}) ");

	private static final Pattern STATUS_LINE = Pattern.compile("\\AHTTP/1\\.1 (\\d{3})");

	public static ReadmeSection of(Path file, String heading) throws IOException {
		String readme = Files.readString(file);
		Matcher title = Pattern.compile("(?m)^##? " + Pattern.quote(heading) + "$").matcher(readme);
		assertThat(title.find()).as(heading).isTrue();
		int start = title.start();
		int end = readme.indexOf("\n## ", start);
		return new ReadmeSection((end == -1) ? readme.substring(start) : readme.substring(start, end));
	}

	/**
	 * The block in a language, when there is but one.
	 */
	public String block(String language) {
		List<String> blocks = blocks(language);
		assertThat(blocks).hasSize(1);
		return blocks.get(0);
	}

	/**
	 * The lines that send a request and print the status that is expected.
	 */
	public List<String> requests() {
		return lines().filter((line) -> line.startsWith("curl ")).toList();
	}

	/**
	 * A test for each request: its status is the one that is printed.
	 */
	public Stream<DynamicTest> statusTests(int port) {
		return statusTests(port, Path.of(""));
	}

	/**
	 * A test for each request that is sent from a directory.
	 */
	public Stream<DynamicTest> statusTests(int port, Path directory) {
		return requests().stream()
			.map((request) -> dynamicTest(request,
					() -> assertThat(status(STATUS_LINE, response(request, port, directory)))
						.isEqualTo(status(STATUS, request))));
	}

	/**
	 * What a line gets from the application at a port, which replaces 8080.
	 */
	public String response(String request, int port) throws IOException, InterruptedException {
		return response(request, port, Path.of(""));
	}

	private String response(String request, int port, Path directory) throws IOException, InterruptedException {
		String definitions = String.join("\n", lines().filter((line) -> line.matches("\\w+(=|\\(\\) ).*")).toList());
		String script = "set -euo pipefail\n" + definitions + "\n" + request;
		Process bash = new ProcessBuilder("bash", "-c", script.replace("localhost:8080", "localhost:" + port))
			.directory(directory.toAbsolutePath().toFile())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		String response = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(bash.waitFor()).as("exit code of bash and curl").isZero();
		return response;
	}

	private Stream<String> lines() {
		return blocks("sh").stream().flatMap(String::lines);
	}

	/**
	 * The blocks in a language, in their order.
	 */
	public List<String> blocks(String language) {
		return BLOCK.matcher(this.text)
			.results()
			.filter((block) -> block.group(1).equals(language))
			.map((block) -> block.group(2))
			.toList();
	}

	private static int status(Pattern pattern, String text) {
		List<MatchResult> found = pattern.matcher(text).results().toList();
		assertThat(found).as(pattern + " in " + text.lines().findFirst().orElse("no output")).hasSize(1);
		return Integer.parseInt(found.get(0).group(1));
	}

}
