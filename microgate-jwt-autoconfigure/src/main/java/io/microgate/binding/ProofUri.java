package io.microgate.binding;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Normalizes an {@code https} URI by its syntax and scheme (RFC 3986 sections 6.2.2 and
 * 6.2.3), without query and fragment, as {@code htu} is compared (RFC 9449 section 4.3).
 */
final class ProofUri {

	private static final int DEFAULT_PORT = 443;

	private static final int MAX_PORT = 65535;

	private static final String UNRESERVED = "-._~";

	private static final String HEX = "0123456789ABCDEF";

	private ProofUri() {
	}

	/**
	 * Normalizes a URI.
	 * @param text the URI
	 * @return the normalized URI, or {@code null} if this is not an {@code https} URI
	 * with a host and without user information
	 */
	static @Nullable String normalize(String text) {
		URI uri;
		try {
			uri = new URI(text);
		}
		catch (URISyntaxException ex) {
			return null;
		}
		String host = uri.getHost();
		if (!"https".equalsIgnoreCase(uri.getScheme()) || host == null || uri.getRawUserInfo() != null
				|| uri.getPort() == 0 || uri.getPort() > MAX_PORT || !isAscii(text)) {
			return null;
		}
		String port = (uri.getPort() == -1 || uri.getPort() == DEFAULT_PORT) ? "" : ":" + uri.getPort();
		String path = normalizePath(uri.getRawPath());
		return (path != null) ? "https://" + host.toLowerCase(Locale.ROOT) + port + path : null;
	}

	private static boolean isAscii(String text) {
		return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
	}

	/**
	 * Normalizes a path: a root for the empty one, escapes in upper case, none for a
	 * character that needs none, and no dot segments.
	 * @param raw the path as sent
	 * @return the normalized path, or {@code null} if an escape is malformed
	 */
	static @Nullable String normalizePath(String raw) {
		String path = (raw.indexOf('%') < 0) ? raw : normalizeEscapes(raw);
		if (path == null || path.isEmpty()) {
			return (path != null) ? "/" : null;
		}
		return (path.contains("/.")) ? withoutDotSegments(path) : path;
	}

	private static @Nullable String normalizeEscapes(String raw) {
		StringBuilder path = new StringBuilder(raw.length());
		for (int i = 0; i < raw.length(); i++) {
			char character = raw.charAt(i);
			if (character != '%') {
				path.append(character);
				continue;
			}
			int octet = octet(raw, i + 1);
			if (octet < 0) {
				return null;
			}
			if (isUnreserved((char) octet)) {
				path.append((char) octet);
			}
			else {
				path.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xf));
			}
			i += 2;
		}
		return path.toString();
	}

	private static int octet(String raw, int index) {
		if (index + 1 >= raw.length() || raw.charAt(index) > 'f' || raw.charAt(index + 1) > 'f') {
			return -1;
		}
		int high = Character.digit(raw.charAt(index), 16);
		int low = Character.digit(raw.charAt(index + 1), 16);
		return (high < 0 || low < 0) ? -1 : (high << 4) | low;
	}

	private static boolean isUnreserved(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || UNRESERVED.indexOf(character) >= 0;
	}

	/** Section 5.2.4, for a path that starts with a slash. */
	private static String withoutDotSegments(String path) {
		Deque<String> segments = new ArrayDeque<>();
		String[] all = path.substring(1).split("/", -1);
		for (int i = 0; i < all.length; i++) {
			boolean dots = all[i].equals(".") || all[i].equals("..");
			if (all[i].equals("..")) {
				segments.pollLast();
			}
			if (!dots) {
				segments.addLast(all[i]);
			}
			else if (i == all.length - 1) {
				segments.addLast("");
			}
		}
		return "/" + String.join("/", segments);
	}

}
