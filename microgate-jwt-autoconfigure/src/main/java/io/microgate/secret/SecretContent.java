package io.microgate.secret;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.AbstractResource;

/**
 * A file of a secret that is in memory and never changes.
 */
public final class SecretContent extends AbstractResource {

	private final String description;

	private final byte @Nullable [] content;

	/**
	 * Creates a file.
	 * @param description what it is called
	 * @param content what it holds, {@code null} if there is no such file
	 */
	SecretContent(String description, byte @Nullable [] content) {
		this.description = description;
		this.content = content;
	}

	@Override
	public boolean exists() {
		return this.content != null;
	}

	@Override
	public String getDescription() {
		return this.description;
	}

	@Override
	public InputStream getInputStream() throws FileNotFoundException {
		if (this.content == null) {
			throw new FileNotFoundException(this.description);
		}
		return new ByteArrayInputStream(this.content);
	}

	/** The same content under the same name is the same file. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SecretContent file && this.description.equals(file.description)
				&& Arrays.equals(this.content, file.content);
	}

	@Override
	public int hashCode() {
		return this.description.hashCode();
	}

}
