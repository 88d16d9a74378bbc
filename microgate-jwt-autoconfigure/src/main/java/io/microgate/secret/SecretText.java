package io.microgate.secret;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

import io.microgate.constraint.Ref;

import org.springframework.core.io.Resource;

/**
 * Reads a token, a user name or a password from a file of a secret. It is read anew each
 * time, so that a rotated one takes effect with the next use.
 */
public final class SecretText {

	private static final int MAX_BYTES = 16 * 1024;

	private final SecretFile kind;

	private final String name;

	private final Resource file;

	/**
	 * Creates the reader of a file.
	 * @param kind which of the secret's files
	 * @param secret reference to the secret, checked
	 * @param secrets where it is
	 */
	public SecretText(SecretFile kind, Ref secret, Secrets secrets) {
		this.kind = kind;
		this.name = "'%s' of secret '%s'".formatted(kind.fileName(), Objects.requireNonNull(secret.name()));
		this.file = secrets.file(secret, kind);
	}

	/**
	 * Returns the file.
	 * @return the file, which need not exist
	 */
	public Resource file() {
		return this.file;
	}

	/**
	 * Reads the file.
	 * @return its text without the line end
	 * @throws UnusableMaterialException if it is absent or cannot be used; the message
	 * names the file and never quotes it
	 */
	public String read() throws UnusableMaterialException {
		try (InputStream stream = this.file.getInputStream()) {
			return parse(this.kind, stream.readNBytes(MAX_BYTES + 1));
		}
		catch (UnusableMaterialException ex) {
			throw new UnusableMaterialException(this.name + " " + ex.getMessage());
		}
		catch (FileNotFoundException | NoSuchFileException ex) {
			throw new UnusableMaterialException(this.name + " " + MissingFile.describe(this.file));
		}
		catch (IOException ex) {
			throw new UnusableMaterialException(this.name + " cannot be read");
		}
	}

	/**
	 * Reads the content of a file.
	 * @param kind which of the secret's files
	 * @param content the content
	 * @return its text without the line end
	 * @throws UnusableMaterialException if it cannot be used, with a predicate without
	 * subject
	 */
	public static String parse(SecretFile kind, byte[] content) throws UnusableMaterialException {
		if (content.length > MAX_BYTES) {
			throw new UnusableMaterialException("is longer than 16 KiB");
		}
		String text = decode(content).replaceFirst("\r?\n\\z", "");
		if (text.isEmpty()) {
			throw new UnusableMaterialException("is empty");
		}
		if (text.startsWith("\ufeff")) {
			throw new UnusableMaterialException("starts with a byte order mark, which would be part of it");
		}
		if (kind == SecretFile.BEARER_TOKEN
				&& !text.chars().allMatch((character) -> character > ' ' && character <= '~')) {
			throw new UnusableMaterialException(
					"has a space, a line break or another character that a bearer token cannot have");
		}
		if (text.chars().anyMatch(Character::isISOControl)) {
			throw new UnusableMaterialException("has a line break or another control character");
		}
		if (kind == SecretFile.USERNAME && text.indexOf(':') >= 0) {
			throw new UnusableMaterialException("has a colon, which a user name cannot have");
		}
		return text;
	}

	private static String decode(byte[] content) throws UnusableMaterialException {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new UnusableMaterialException("is not UTF-8");
		}
	}

}
