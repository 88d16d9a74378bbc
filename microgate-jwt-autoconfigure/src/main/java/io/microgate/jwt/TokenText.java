package io.microgate.jwt;

/**
 * A token as the key of remembered ones: the same if all characters are. Its hash is that
 * of the end, which belongs to the signature and differs from token to token; a hash of
 * all characters takes longer than everything else about a remembered token.
 */
final class TokenText {

	private static final int HASHED = 32;

	private final String text;

	TokenText(String text) {
		this.text = text;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof TokenText token && this.text.equals(token.text);
	}

	@Override
	public int hashCode() {
		int hash = 0;
		for (int i = Math.max(0, this.text.length() - HASHED); i < this.text.length(); i++) {
			hash = 31 * hash + this.text.charAt(i);
		}
		return hash;
	}

}
