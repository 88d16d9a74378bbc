package io.microgate.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The file of revoked tokens of an application.
 */
final class RevokedList {

	private final Path directory;

	private RevokedList(Path directory) {
		this.directory = directory;
		write("");
	}

	static RevokedList in(Path directory) {
		return new RevokedList(directory);
	}

	void configure(DynamicPropertyRegistry registry) {
		registry.add("recipe.revoked", this.directory::toUri);
	}

	/** Lists one token and no other. */
	void revoke(String id) {
		write("{\"iss\": \"https://idp.example.com\", \"jti\": \"%s\"}".formatted(id));
	}

	private void write(String entries) {
		try {
			Files.writeString(this.directory.resolve("revoked.json"), "{\"revoked\": [%s]}".formatted(entries));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
