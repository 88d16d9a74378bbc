package io.microgate.sample.manifests;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Copies the manifests for an issuer at another port, which they name.
 */
final class LocalManifests {

	private LocalManifests() {
	}

	/**
	 * Copies the manifests.
	 * @param directory where to
	 * @param port the port of the application
	 * @return the properties of an application that reads the copies
	 */
	static Map<String, String> copyTo(Path directory, int port) throws IOException {
		try (DirectoryStream<Path> manifests = Files.newDirectoryStream(Path.of("src/main/resources/cluster"))) {
			for (Path manifest : manifests) {
				Files.writeString(directory.resolve(manifest.getFileName()),
						Files.readString(manifest).replace("localhost:8080", "localhost:" + port));
			}
		}
		return Map.of("spring.security.oauth2.authorizationserver.issuer", "http://localhost:" + port,
				"microgate.manifests", directory.toUri().toString());
	}

}
