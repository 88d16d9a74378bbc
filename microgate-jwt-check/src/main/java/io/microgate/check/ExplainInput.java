package io.microgate.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.engine.ExplainParameters;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Reads the files that say which request is explained. Messages name the option, never
 * the file: it may be a token that was meant for the file.
 */
final class ExplainInput {

	/** The largest key set that is accepted from a provider. */
	private static final int MAX_BYTES = 1_048_576;

	private static final String STANDARD_INPUT = "-";

	private final InputStream in;

	/**
	 * Creates the reader.
	 * @param in what '-' stands for
	 */
	ExplainInput(InputStream in) {
		this.in = in;
	}

	/**
	 * Reads what describes the request.
	 * @param arguments the arguments
	 * @return the parameters, not yet checked
	 * @throws IllegalArgumentException if a file cannot be read
	 */
	ExplainParameters parameters(ExplainArguments arguments) {
		return new ExplainParameters(arguments.method(), arguments.path(), arguments.value(ExplainArguments.HOST),
				headers(arguments.headers()), arguments.value(ExplainArguments.REMOTE_ADDRESS),
				text(ExplainArguments.TOKEN_FILE, arguments.value(ExplainArguments.TOKEN_FILE)),
				text(ExplainArguments.CLAIMS, arguments.value(ExplainArguments.CLAIMS)),
				arguments.value(ExplainArguments.TIME), Boolean.toString(arguments.has(ExplainArguments.SHOW_CLAIMS)),
				text(ExplainArguments.CERTIFICATE, arguments.value(ExplainArguments.CERTIFICATE)));
	}

	/**
	 * Reads the keys.
	 * @param arguments the arguments
	 * @return JSON of the JWK sets by name of the JWKS
	 * @throws IllegalArgumentException if a file cannot be read
	 */
	Map<String, byte[]> keySets(ExplainArguments arguments) {
		Map<String, byte[]> keySets = new LinkedHashMap<>();
		arguments.keySets().forEach((name, file) -> keySets.put(name, read("--jwks=" + name, file)));
		return keySets;
	}

	private String headers(List<String> headers) {
		List<String> lines = new ArrayList<>();
		for (String header : headers) {
			if (header.startsWith("@")) {
				lines.add(String.valueOf(text("--header", header.substring(1))));
			}
			else {
				Assert.isTrue(header.chars().noneMatch(Character::isISOControl),
						"--header must have no control character");
				lines.add(header);
			}
		}
		return String.join("\n", lines);
	}

	private @Nullable String text(String option, @Nullable String file) {
		return (file != null) ? new String(read(option, file), StandardCharsets.UTF_8) : null;
	}

	private byte[] read(String option, String file) {
		try (InputStream input = STANDARD_INPUT.equals(file) ? this.in : Files.newInputStream(Path.of(file))) {
			byte[] content = input.readNBytes(MAX_BYTES + 1);
			Assert.isTrue(content.length <= MAX_BYTES, () -> "The file of %s is larger than 1 MiB".formatted(option));
			return content;
		}
		catch (IOException | InvalidPathException ex) {
			throw new IllegalArgumentException("The file of %s cannot be read".formatted(option));
		}
	}

}
