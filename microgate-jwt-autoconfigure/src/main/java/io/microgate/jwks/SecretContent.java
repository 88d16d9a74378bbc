package io.microgate.jwks;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.AbstractResource;

/**
 * A file of a secret that is in memory and never changes.
 */
final class SecretContent extends AbstractResource {

	private final String description;

	private final byte @Nullable [] content;

	/**
	 * A file.
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

}
