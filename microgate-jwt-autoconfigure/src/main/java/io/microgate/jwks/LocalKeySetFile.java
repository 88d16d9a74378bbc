package io.microgate.jwks;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;

import io.microgate.secret.MissingFile;
import io.microgate.secret.SecretContent;
import io.microgate.secret.SecretFile;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Reads the file of a local JWKS. It is opened anew each time, so a symbolic link that
 * was swapped on the way to it is followed; and it is parsed only when its content is
 * new.
 */
final class LocalKeySetFile {

	private static final String NAME = SecretFile.KEY_SET.fileName();

	private final Resource resource;

	private final KeySetParser parser;

	private byte @Nullable [] content;

	private @Nullable ParsedKeySet parsed;

	LocalKeySetFile(Resource resource, KeySetParser parser) {
		this.resource = resource;
		this.parser = parser;
	}

	/**
	 * Returns whether the file may change while the application runs. The class path and
	 * what is in memory do not.
	 */
	boolean mayChange() {
		return !(this.resource instanceof ClassPathResource || this.resource instanceof SecretContent);
	}

	/**
	 * Reads the file.
	 * @return the same key set as before if the content is the same
	 * @throws IOException if the file cannot be read
	 * @throws InvalidKeySetException if it is no usable key set
	 */
	ParsedKeySet read() throws IOException, InvalidKeySetException {
		byte[] read = bytes();
		if (this.parsed == null || !Arrays.equals(read, this.content)) {
			this.parsed = this.parser.parse(read);
			this.content = read;
		}
		return this.parsed;
	}

	private byte[] bytes() throws IOException, InvalidKeySetException {
		try (InputStream stream = this.resource.getInputStream()) {
			byte[] bytes = stream.readNBytes(DocumentBody.MAX_BYTES + 1);
			if (bytes.length > DocumentBody.MAX_BYTES) {
				throw new InvalidKeySetException("longer than 1 MiB");
			}
			return bytes;
		}
	}

	String describe(Exception failure) {
		if (failure instanceof InvalidKeySetException) {
			return "'" + NAME + "' is not usable: " + failure.getMessage();
		}
		if (failure instanceof FileNotFoundException || failure instanceof NoSuchFileException) {
			return "'" + NAME + "' " + MissingFile.describe(this.resource);
		}
		return "'" + NAME + "' cannot be read: " + failure.getClass().getSimpleName();
	}

}
