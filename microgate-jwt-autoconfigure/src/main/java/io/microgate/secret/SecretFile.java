package io.microgate.secret;

/**
 * The files that JWKS and JWTs read from secrets.
 */
public enum SecretFile {

	/** The key set of a local JWKS. */
	KEY_SET("jwks.json"),

	/** Trusted certificates in PEM. */
	CERTIFICATES("ca.crt"),

	/** Revocation lists in PEM. */
	REVOCATION_LISTS("ca.crl"),

	/** The bearer token of a fetch. */
	BEARER_TOKEN("token"),

	/** The user name at a proxy. */
	USERNAME("username"),

	/** The password at a proxy. */
	PASSWORD("password"),

	/** The revoked tokens of a JWT. */
	REVOKED_TOKENS("revoked.json");

	private final String fileName;

	SecretFile(String fileName) {
		this.fileName = fileName;
	}

	/**
	 * Returns the name of the file, which is a key of the secret.
	 * @return the name
	 */
	public String fileName() {
		return this.fileName;
	}

}
