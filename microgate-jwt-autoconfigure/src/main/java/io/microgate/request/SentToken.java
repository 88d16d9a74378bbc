package io.microgate.request;

import java.util.Objects;

/**
 * A token as the key of remembered ones, with {@code Bearer} still in front of it if it
 * was sent so: to cut it out would copy it for each request. Equal if the text is, and
 * what is in front. {@link #toString()} does not show it.
 */
public final class SentToken {

	/** The one way to write it of which the value is kept (RFC 6750 section 2.1). */
	private static final String BEARER = "Bearer ";

	private static final int HASHED = 32;

	private final String value;

	private final int start;

	private SentToken(String value, int start) {
		this.value = value;
		this.start = start;
	}

	/**
	 * A token that is the whole value of its source.
	 * @param token the token
	 * @return the token as sent
	 */
	public static SentToken of(String token) {
		return new SentToken(Objects.requireNonNull(token), 0);
	}

	/**
	 * A token that no request has sent, as if it were in {@code Authorization}.
	 * @param token the token
	 * @return the token as sent
	 */
	public static SentToken bearer(String token) {
		return new SentToken(BEARER + Objects.requireNonNull(token), BEARER.length());
	}

	/**
	 * A token in {@code Authorization}. Is cut out of what is written in an unusual way,
	 * with more spaces or other letters, so that a client cannot have it remembered in
	 * many forms.
	 * @param value the value of the header field
	 * @param start where the token starts
	 * @return the token as sent
	 */
	public static SentToken within(String value, int start) {
		return (start == BEARER.length() && value.startsWith(BEARER)) ? new SentToken(value, start)
				: of(value.substring(start));
	}

	/**
	 * Returns the token alone, cut out anew each time.
	 * @return the token
	 */
	public String text() {
		return this.value.substring(this.start);
	}

	/**
	 * Returns the length of the token alone.
	 * @return the number of characters
	 */
	public int length() {
		return this.value.length() - this.start;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof SentToken token && this.start == token.start && this.value.equals(token.value);
	}

	/**
	 * That of the end, which belongs to the signature and differs from token to token: a
	 * hash of all characters takes longer than everything else about a remembered token.
	 */
	@Override
	public int hashCode() {
		int hash = 0;
		for (int i = Math.max(this.start, this.value.length() - HASHED); i < this.value.length(); i++) {
			hash = 31 * hash + this.value.charAt(i);
		}
		return hash;
	}

	@Override
	public String toString() {
		return getClass().getSimpleName();
	}

}
