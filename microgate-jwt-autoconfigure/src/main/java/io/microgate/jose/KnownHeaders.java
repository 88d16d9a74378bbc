package io.microgate.jose;

import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * Headers of tokens that were found good. Most tokens of a key have the same one, so it
 * is read once and kept once. Nothing that a client makes up gets in, and of headers that
 * fall into the same slot the latest is kept, so that no token makes this grow.
 */
public final class KnownHeaders {

	/** Many more than an application has keys. */
	private static final int SLOTS = 1024;

	/** Enough for thumbprints, too little for certificates. */
	private static final int MAXIMUM_LENGTH = 512;

	private final AtomicReferenceArray<@Nullable JoseHeader> slots = new AtomicReferenceArray<>(SLOTS);

	/**
	 * Reads a header, unless it is known.
	 * @param text how it is written in the token
	 * @return the header
	 * @throws MalformedJoseException if no JWS that is accepted has such a header
	 */
	JoseHeader read(String text) throws MalformedJoseException {
		JoseHeader known = (text.length() <= MAXIMUM_LENGTH) ? this.slots.getAcquire(slot(text)) : null;
		return (known != null && known.text().equals(text)) ? known : JoseHeader.parse(text);
	}

	/**
	 * Keeps a header.
	 * @param header the header of a token that was found good
	 */
	public void add(JoseHeader header) {
		if (header.text().length() <= MAXIMUM_LENGTH) {
			int slot = slot(header.text());
			if (this.slots.getAcquire(slot) != header) {
				this.slots.setRelease(slot, header);
			}
		}
	}

	private static int slot(String text) {
		int hash = text.hashCode();
		return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SLOTS - 1);
	}

}
