package io.microgate.request;

import org.jspecify.annotations.Nullable;

/**
 * Decodes the path of a request target so that there is one reading of it, or refuses it:
 * whatever a server, a firewall or a framework could read in another way than Microgate
 * is not judged at all.
 */
public final class RequestPath {

	private RequestPath() {
	}

	/**
	 * Decodes what comes behind the context path.
	 * @param raw the path as sent, without query
	 * @param contextPath where the application is mounted, as sent: what is odd in it
	 * makes the path odd; empty for the root
	 * @return the decoded path, or {@code null} when it cannot be judged
	 */
	public static @Nullable String decode(String raw, String contextPath) {
		if (contextPath.isEmpty()) {
			return decode(raw);
		}
		boolean plain = raw.startsWith(contextPath) && decode(contextPath) != null;
		return plain ? decode(raw.substring(contextPath.length())) : null;
	}

	/**
	 * Decodes a path once, as strict UTF-8 (RFC 3986 section 2.1).
	 * @param raw the path as sent, without query and context path
	 * @return the decoded path, or {@code null} when it cannot be judged: not starting
	 * with a slash, with an empty segment, a dot segment, one that begins or ends with a
	 * space, a control character, raw bytes beyond ASCII, encoded ones that cannot be
	 * decoded, or a semicolon, backslash, percent sign or encoded slash
	 */
	public static @Nullable String decode(String raw) {
		if (raw.isEmpty() || raw.charAt(0) != '/') {
			return null;
		}
		int segmentStart = 1;
		for (int i = 1; i < raw.length(); i++) {
			char c = raw.charAt(i);
			if (c == '%') {
				return decodeEscaped(raw);
			}
			if (!isVisibleAscii(c) || !hasOneReading(c)) {
				return null;
			}
			if (c == '/') {
				if (i == segmentStart || isDotSegment(raw, segmentStart, i)) {
					return null;
				}
				segmentStart = i + 1;
			}
		}
		return isDotSegment(raw, segmentStart, raw.length()) ? null : raw;
	}

	private static @Nullable String decodeEscaped(String raw) {
		for (int i = 0; i < raw.length(); i++) {
			if (!isVisibleAscii(raw.charAt(i))) {
				return null;
			}
		}
		String path = PercentDecoder.decode(raw);
		if (path == null || slashes(path) != slashes(raw)) {
			return null;
		}
		return hasOneReading(path) ? path : null;
	}

	/** A raw byte beyond has several readings, as there are several charsets. */
	private static boolean isVisibleAscii(char c) {
		return c > ' ' && c < 0x7f;
	}

	private static boolean hasOneReading(String path) {
		int segmentStart = 1;
		for (int i = 1; i < path.length(); i++) {
			char c = path.charAt(i);
			if (!hasOneReading(c) || isSpaceAtEdge(path, i)) {
				return false;
			}
			if (c == '/') {
				if (i == segmentStart || isDotSegment(path, segmentStart, i)) {
					return false;
				}
				segmentStart = i + 1;
			}
		}
		return !isDotSegment(path, segmentStart, path.length());
	}

	private static boolean hasOneReading(char c) {
		return c != ';' && c != '\\' && c != '%' && !Character.isISOControl(c) && !isLineEnd(c);
	}

	/** Spring's resource handlers may read the path without it. */
	private static boolean isSpaceAtEdge(String path, int index) {
		return path.charAt(index) == ' '
				&& (path.charAt(index - 1) == '/' || index + 1 == path.length() || path.charAt(index + 1) == '/');
	}

	/** Unicode's own line ends, which Spring Security's firewall refuses as well. */
	private static boolean isLineEnd(char c) {
		return c == '\u2028' || c == '\u2029';
	}

	private static boolean isDotSegment(String path, int start, int end) {
		int length = end - start;
		return (length == 1 && path.charAt(start) == '.')
				|| (length == 2 && path.charAt(start) == '.' && path.charAt(start + 1) == '.');
	}

	/** One more after decoding means that an encoded slash was sent. */
	private static int slashes(String path) {
		int count = 0;
		for (int i = 0; i < path.length(); i++) {
			count += (path.charAt(i) == '/') ? 1 : 0;
		}
		return count;
	}

}
