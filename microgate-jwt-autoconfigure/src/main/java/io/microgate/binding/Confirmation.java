package io.microgate.binding;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a token is bound to: its claim {@code cnf} (RFC 7800 section 3.1).
 *
 * @param thumbprint thumbprint of the key that the sender proves to have, {@code jkt}
 * (RFC 9449 section 6.1)
 * @param certificate hash of the certificate that the sender presents, {@code x5t#S256}
 * (RFC 8705 section 3.1)
 */
public record Confirmation(@Nullable String thumbprint, @Nullable String certificate) {

	/**
	 * The token is bound to something that cannot be checked.
	 */
	public static final Confirmation UNKNOWN = new Confirmation(null, null);

	private static final String THUMBPRINT = "jkt";

	private static final String CERTIFICATE = "x5t#S256";

	/**
	 * Reads the claim.
	 * @param claim the value of {@code cnf}
	 * @return what it says, {@code null} without the claim, {@link #UNKNOWN} if it has
	 * any other member than those two
	 */
	public static @Nullable Confirmation of(@Nullable Object claim) {
		if (claim == null) {
			return null;
		}
		if (!(claim instanceof Map<?, ?> members) || members.isEmpty()) {
			return UNKNOWN;
		}
		String thumbprint = null;
		String certificate = null;
		for (Map.Entry<?, ?> member : members.entrySet()) {
			if (member.getKey().equals(THUMBPRINT) && member.getValue() instanceof String text) {
				thumbprint = text;
			}
			else if (member.getKey().equals(CERTIFICATE) && member.getValue() instanceof String text) {
				certificate = text;
			}
			else {
				return UNKNOWN;
			}
		}
		return new Confirmation(thumbprint, certificate);
	}

}
