package io.microgate.configuration;

import org.jspecify.annotations.Nullable;

/**
 * Where the resource server finds a public key. A location without a scheme is one of the
 * class path, as in Spring Boot.
 *
 * @param written the location as it is written
 * @param resolved the location with the values of its placeholders, {@code null} if one
 * has none
 */
record PublicKeyLocation(String written, @Nullable String resolved) {

	private static final String CLASS_PATH = "classpath:";

	/** Whether it is a file, and nothing that has to be fetched or decoded. */
	boolean isFile() {
		return this.resolved == null || scheme(this.resolved).isEmpty()
				|| scheme(this.resolved).matches("(?i)file:|classpath:");
	}

	/** The folder, with placeholders as far as it can be told from the file. */
	String folder() {
		int slash = lastSlash(this.written);
		boolean hidden = slash < 0 && this.written.contains("${");
		String location = (hidden && this.resolved != null) ? this.resolved : this.written;
		String scheme = scheme(location);
		if (location.contains("${") && scheme.isEmpty()) {
			String prefix = (this.resolved != null && scheme(this.resolved).isEmpty()) ? CLASS_PATH : "";
			return prefix + location.substring(0, (slash < 0) ? location.length() : slash + 1);
		}
		String folder = location.substring(scheme.length(), Math.max(scheme.length(), lastSlash(location) + 1));
		return (scheme.isEmpty() ? CLASS_PATH : scheme) + (folder.isEmpty() ? "./" : folder);
	}

	private static String scheme(String location) {
		return location.replaceFirst("(?s)^([A-Za-z][A-Za-z0-9+.-]*:)?.*", "$1");
	}

	/** A slash in a placeholder is one of its default. */
	private static int lastSlash(String location) {
		int slash = -1;
		int open = 0;
		for (int i = 0; i < location.length(); i++) {
			if (location.startsWith("${", i)) {
				open++;
			}
			else if (location.charAt(i) == '}') {
				open--;
			}
			else if (location.charAt(i) == '/' && open == 0) {
				slash = i;
			}
		}
		return slash;
	}

}
