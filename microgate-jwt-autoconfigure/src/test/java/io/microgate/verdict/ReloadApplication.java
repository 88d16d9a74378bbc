package io.microgate.verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

import io.microgate.runtime.ConfigurationReload;

/**
 * An application that follows a directory of manifests, and a client of it.
 */
final class ReloadApplication implements AutoCloseable {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Path directory;

	private final RunningApplication application;

	private ReloadApplication(Path directory, RunningApplication application) {
		this.directory = directory;
		this.application = application;
	}

	static ReloadApplication start(TestStack stack, Path directory, String manifests) throws IOException {
		Path followed = Files.createDirectory(directory.resolve("manifests"));
		Files.writeString(followed.resolve("all.yaml"), manifests);
		String configuration = """
				microgate: {manifests: ['%s'], reload: true}
				management.endpoint.health.show-details: always
				""".formatted(followed.toUri());
		if (stack.forgetful()) {
			configuration += "microgate.jwts.tokens.extensions.cache.maximum-size: 0\n";
		}
		Chapter chapter = new Chapter("reload", configuration, "", List.of(), null, Map.of(), List.of());
		return new ReloadApplication(followed, RunningApplication.start(chapter, stack, Map.of(), directory));
	}

	/** Replaces the manifests at once, and does nothing about it. */
	void write(String manifests) {
		try {
			Path file = Files.writeString(this.directory.resolve("all.new"), manifests);
			Files.move(file, this.directory.resolve("all.yaml"), StandardCopyOption.ATOMIC_MOVE,
					StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean reload(String manifests) {
		write(manifests);
		return bean(ConfigurationReload.class).reload();
	}

	HttpResponse<String> get(String path, String token) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:%d%s".formatted(this.application.port(false), path)));
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	int status(String path, String token) {
		return get(path, token).statusCode();
	}

	<T> T bean(Class<T> type) {
		return this.application.bean(type);
	}

	@Override
	public void close() {
		this.application.close();
	}

}
