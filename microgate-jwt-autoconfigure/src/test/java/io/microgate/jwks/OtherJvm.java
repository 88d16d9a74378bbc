package io.microgate.jwks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.microgate.jose.VerificationKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A JVM that fetches one key set and ends.
 */
final class OtherJvm {

	private final Path directory;

	private final List<String> options;

	OtherJvm(Path directory, String... options) {
		this.directory = directory;
		this.options = List.of(options);
	}

	/**
	 * Fetches.
	 * @return what the JVM has written, in its last line the key ids or why the fetch
	 * failed
	 */
	List<String> fetch(String uri, String maxDuration) throws IOException, InterruptedException {
		Path output = this.directory.resolve("output");
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(this.options);
		command.addAll(
				Arrays.asList("-cp", System.getProperty("java.class.path"), Fetch.class.getName(), uri, maxDuration));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readAllLines(output);
	}

	/** The program of the other JVM. */
	static final class Fetch {

		private Fetch() {
		}

		public static void main(String[] arguments) {
			KeySourceThreads threads = new KeySourceThreads();
			JwksFetcher fetcher = RemoteSources.fetcher(RemoteSources.spec(arguments[0], arguments[1]), threads);
			String outcome = fetcher.fetch(true)
				.handle((fetched, failure) -> (failure != null) ? FetchFailure.describe(failure)
						: fetched.keys().keys().stream().map(VerificationKey::kid).toList().toString())
				.orTimeout(30, TimeUnit.SECONDS)
				.join();
			System.out.println(outcome);
			fetcher.close();
			threads.close();
		}

	}

}
