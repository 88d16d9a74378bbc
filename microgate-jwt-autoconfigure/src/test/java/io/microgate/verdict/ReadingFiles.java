package io.microgate.verdict;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The resources: each begins with its path and has a length of its own, by which the
 * answer to a HEAD request is told.
 */
final class ReadingFiles {

	private static final List<String> WRITTEN = List.of("/files/public.txt", "/files/secret.txt", "/files/notes.secret",
			"/files/style.css", "/files/private/page.html", "/files/private/locked.txt", "/files/other/locked.txt",
			"/files/.git/config", "/files/hidden/x.txt", "/files/with space.txt", "/files/\u00fcn\u00ef.txt",
			"/files/UPPER.TXT", "/pub/a.txt", "/pub/secret.txt", "/pub/deep/secret.txt", "/wrapped-files/a.txt",
			"/wrapped-files/secret.txt", "/site/logo.svg", "/site/secret.txt", "/site/admin/console.html");

	private static final List<String> ON_CLASS_PATH = List.of("/assets/style.css", "/assets/secret.txt",
			"/assets/data.secret", "/assets/private/page.html", "/lib/app.js", "/lib/app.secret");

	private static final int LEAST_LENGTH = 3000;

	private final Map<Integer, String> paths = new HashMap<>();

	/**
	 * Writes those that are files.
	 * @param directory where
	 */
	ReadingFiles(Path directory) throws IOException {
		for (String path : WRITTEN) {
			Path file = directory.resolve((path.startsWith("/site/") ? "static" + path : path.substring(1)));
			Files.createDirectories(file.getParent());
			String mark = ReadingMark.body(path);
			int length = LEAST_LENGTH + this.paths.size();
			Files.writeString(file, mark + ".".repeat(length - mark.length()));
			this.paths.put(length, path);
		}
		for (String path : ON_CLASS_PATH) {
			this.paths.put(lengthOnClassPath(path), path);
		}
		if (this.paths.size() != WRITTEN.size() + ON_CLASS_PATH.size()) {
			throw new IllegalStateException("Two resources of the same length");
		}
	}

	private static int lengthOnClassPath(String path) {
		String name = "/readings" + (path.startsWith("/lib/") ? "/static" : "") + path;
		try (InputStream input = ReadingFiles.class.getResourceAsStream(name)) {
			String content = new String(input.readAllBytes(), StandardCharsets.UTF_8);
			if (!content.startsWith(ReadingMark.body(path))) {
				throw new IllegalStateException("No mark in " + name);
			}
			return content.length();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<String> paths() {
		return Stream.concat(WRITTEN.stream(), ON_CLASS_PATH.stream()).toList();
	}

	/** The path of the resource of this length, {@code null} for none. */
	String ofLength(int length) {
		return this.paths.get(length);
	}

}
