package io.microgate.check;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the commands of a page by bash in a directory. {@code java -jar} with the jar of
 * the check runs the class path of the tests.
 */
final class PageCommands {

	private static final String JAVA = """
			java() {
			  [[ $1 == -jar && $2 == *microgate-jwt-check*.jar ]] || return 127
			  "$TEST_JAVA" -cp "$TEST_CLASS_PATH" io.microgate.check.CheckCommand "${@:3}"
			}
			mvn() { return 127; }
			""";

	private final String text;

	private final Path directory;

	private int exitCode;

	PageCommands(Path page, Path directory) throws IOException {
		this.text = Files.readString(page);
		this.directory = directory;
	}

	/** Runs a block of commands, and returns what it prints. */
	String run(String section, int number) throws IOException, InterruptedException {
		return bash(block(section, "sh", number).replace("/tmp/", this.directory + "/"));
	}

	String bash(String commands) throws IOException, InterruptedException {
		Path script = Files.writeString(this.directory.resolve("commands.sh"), JAVA + commands);
		ProcessBuilder builder = new ProcessBuilder("bash", script.toString()).directory(this.directory.toFile())
			.redirectErrorStream(true);
		builder.environment().put("TEST_JAVA", System.getProperty("java.home") + "/bin/java");
		builder.environment().put("TEST_CLASS_PATH", absoluteClassPath());
		Process bash = builder.start();
		bash.getOutputStream().close();
		String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		this.exitCode = bash.waitFor();
		return output;
	}

	/** The exit code of the commands that were run last. */
	int exitCode() {
		return this.exitCode;
	}

	/**
	 * Returns a block of a section.
	 * @param section the heading above the block
	 * @param language what the block is tagged with, empty if it is not
	 * @param number the number among such blocks of the section, from 1
	 */
	String block(String section, String language, int number) {
		List<String> blocks = new ArrayList<>();
		String heading = "";
		StringBuilder block = null;
		for (String line : this.text.lines().toList()) {
			if (!line.strip().startsWith("```")) {
				heading = (block == null && line.startsWith("#")) ? line.replaceFirst("#+ ", "") : heading;
				Objects.requireNonNullElse(block, new StringBuilder()).append(line).append('\n');
			}
			else if (block == null) {
				block = new StringBuilder(line.strip().substring(3)).append('\n');
			}
			else {
				if (heading.equals(section) && block.indexOf(language + "\n") == 0) {
					blocks.add(block.substring(language.length() + 1).stripTrailing().stripIndent() + "\n");
				}
				block = null;
			}
		}
		assertThat(blocks).as("blocks with '%s' in '%s'", language, section).hasSizeGreaterThanOrEqualTo(number);
		return blocks.get(number - 1);
	}

	private static String absoluteClassPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
	}

}
