package io.microgate.sample.manifests;

import java.io.IOException;
import java.nio.file.Path;

import io.microgate.sample.readme.ReadmeSampleTests;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The requests of the README, answered by Netty. The manifests name a port, which is
 * another one here.
 */
class BookstoreTests extends ReadmeSampleTests {

	@TempDir
	private static Path directory;

	BookstoreTests() {
		super(Path.of("README.md"), "Try it");
	}

	@DynamicPropertySource
	static void issuer(DynamicPropertyRegistry registry) throws IOException {
		LocalManifests.copyTo(directory, PORT).forEach((name, value) -> registry.add(name, () -> value));
	}

}
