package io.microgate.secret;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Reads a file of a mounted secret again for each use. When it is broken, what was last
 * good stays in use. Read by one thread at a time.
 *
 * @param <T> what the file holds
 */
public final class MountedFile<T> {

	private static final int MAX_BYTES = 16 * 1024 * 1024;

	private final String name;

	private final Resource file;

	private final Parser<T> parser;

	private final Consumer<String> log;

	private byte[] content = {};

	private @Nullable T good;

	private volatile @Nullable String failure;

	/**
	 * Creates the reader of a file.
	 * @param name what it is called in log lines
	 * @param file the file
	 * @param parser reads its content
	 * @param log is given the reason once why a broken file is not used
	 */
	public MountedFile(String name, Resource file, Parser<T> parser, Consumer<String> log) {
		this.name = name;
		this.file = file;
		this.parser = parser;
		this.log = log;
	}

	public T current() throws UnusableMaterialException {
		try {
			T read = read();
			this.failure = null;
			return read;
		}
		catch (IOException | GeneralSecurityException ex) {
			return lastGood(describe(ex));
		}
	}

	/** Says why the last good content is in use. */
	public @Nullable String failure() {
		return this.failure;
	}

	private T read() throws IOException, GeneralSecurityException {
		byte[] read;
		try (InputStream stream = this.file.getInputStream()) {
			read = stream.readNBytes(MAX_BYTES + 1);
		}
		if (read.length > MAX_BYTES) {
			throw new UnusableMaterialException("is longer than 16 MiB");
		}
		T last = this.good;
		if (last != null && Arrays.equals(read, this.content)) {
			return last;
		}
		T parsed = this.parser.parse(read);
		this.good = parsed;
		this.content = read;
		return parsed;
	}

	private T lastGood(String cause) throws UnusableMaterialException {
		T last = this.good;
		if (last == null) {
			throw new UnusableMaterialException(cause);
		}
		if (!cause.equals(this.failure)) {
			this.log.accept(cause);
		}
		this.failure = cause;
		return last;
	}

	/**
	 * Messages of parsers are left out, because they may quote the file.
	 */
	private String describe(Exception failure) {
		if (failure instanceof UnusableMaterialException) {
			return this.name + " " + failure.getMessage();
		}
		if (failure instanceof FileNotFoundException || failure instanceof NoSuchFileException) {
			return this.name + " " + MissingFile.describe(this.file);
		}
		return this.name
				+ ((failure instanceof IOException) ? " cannot be read" : " cannot be parsed, PEM is expected");
	}

	/**
	 * Reads the content of a file.
	 *
	 * @param <T> what it holds
	 */
	@FunctionalInterface
	public interface Parser<T> {

		/**
		 * Reads the content.
		 * @param content the content
		 * @return what it holds
		 * @throws UnusableMaterialException if it is refused, with a predicate without
		 * subject
		 * @throws GeneralSecurityException if it cannot be parsed
		 */
		T parse(byte[] content) throws UnusableMaterialException, GeneralSecurityException;

	}

}
