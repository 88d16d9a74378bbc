package io.microgate.jwks;

import java.security.GeneralSecurityException;

import org.jspecify.annotations.Nullable;

/**
 * The files that a JWKS reads from secrets.
 */
public enum SecretFile {

	/** The key set of a local JWKS. */
	KEY_SET("jwks.json"),

	/** Trusted certificates in PEM. */
	CERTIFICATES("ca.crt"),

	/** Revocation lists in PEM. */
	REVOCATION_LISTS("ca.crl");

	private final String fileName;

	SecretFile(String fileName) {
		this.fileName = fileName;
	}

	/**
	 * The name of the file, which is a key of the secret.
	 * @return the name
	 */
	public String fileName() {
		return this.fileName;
	}

	/**
	 * Why the content of such a file cannot be used. Never quotes it.
	 * @param content the content, {@code null} if there is no such file
	 * @return a predicate without subject, or {@code null} if the content is good
	 */
	public @Nullable String refusal(byte @Nullable [] content) {
		if (content == null) {
			return "is absent";
		}
		try {
			parse(content);
			return null;
		}
		catch (InvalidKeySetException ex) {
			return "is not usable: " + ex.getMessage();
		}
		catch (FetchException ex) {
			return ex.getMessage();
		}
		catch (GeneralSecurityException ex) {
			return "cannot be parsed, PEM is expected";
		}
	}

	private void parse(byte[] content) throws InvalidKeySetException, FetchException, GeneralSecurityException {
		switch (this) {
			case KEY_SET -> new KeySetParser().parse(content);
			case CERTIFICATES -> PemFiles.certificates(content);
			case REVOCATION_LISTS -> PemFiles.lists(content);
		}
	}

}
