package io.microgate.decision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/**
 * How the subject of a verified token is shown to operators, in log and audit.
 */
public enum SubjectDisclosure {

	/** Not at all. */
	NONE,

	/** As it is. */
	PLAIN,

	/** As SHA-256 in hex: the same subject has the same hash on every server. */
	HASH;

	/**
	 * Returns the disclosure of a name.
	 * @param name the name, as it is configured
	 * @return the disclosure
	 */
	public static SubjectDisclosure named(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT));
	}

	/**
	 * Returns what may be shown of the subject of a decision.
	 * @param decision the decision
	 * @return the subject or its hash, {@code null} if it may not be shown, or there is
	 * no verified token that has one
	 */
	public @Nullable String subject(Decision decision) {
		Jwt jwt = decision.jwt();
		if (this == NONE || jwt == null || !(jwt.getClaims().get(JwtClaimNames.SUB) instanceof String subject)) {
			return null;
		}
		return (this == PLAIN) ? PrintableText.of(subject) : hash(subject);
	}

	private static String hash(String subject) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(digest.digest(subject.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
