package io.microgate.request;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Reads the host of a request from what a server reports, so that there is one spelling
 * of it.
 */
public final class HostName {

	private HostName() {
	}

	/**
	 * Makes a host comparable.
	 * @param host name or address without port, in any case
	 * @return the host in lower case without a trailing dot, empty when there is none
	 */
	public static String normalize(@Nullable String host) {
		if (host == null) {
			return "";
		}
		String lowerCase = host.toLowerCase(Locale.ROOT);
		return lowerCase.endsWith(".") ? lowerCase.substring(0, lowerCase.length() - 1) : lowerCase;
	}

	/**
	 * Whether there is one reading of a host. Matchers of a gateway pass over empty
	 * labels.
	 * @param host a host that has been normalized
	 * @return {@code false} if it has an empty label
	 */
	static boolean hasOneReading(String host) {
		return !host.startsWith(".") && !host.endsWith(".") && !host.contains("..");
	}

}
