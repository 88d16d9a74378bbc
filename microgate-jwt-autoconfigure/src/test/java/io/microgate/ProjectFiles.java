package io.microgate;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lists the source files and pages of all modules.
 */
public final class ProjectFiles {

	/** The root of the project, seen from the folder that tests run in. */
	public static final Path ROOT = Path.of("..");

	private static final Set<String> SKIPPED = Set.of("target", "node_modules");

	private ProjectFiles() {
	}

	/**
	 * Lists the files with a suffix, without what is built or hidden, except for
	 * {@code .github}.
	 * @param suffix the end of the file name
	 * @return the files, sorted by path
	 */
	public static List<Path> endingWith(String suffix) throws IOException {
		List<Path> files = new ArrayList<>();
		Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
				String name = directory.getFileName().toString();
				boolean hidden = name.startsWith(".") && !directory.equals(ROOT) && !name.equals(".github");
				return (hidden || SKIPPED.contains(name)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				if (file.getFileName().toString().endsWith(suffix)) {
					files.add(file);
				}
				return FileVisitResult.CONTINUE;
			}

		});
		files.sort(null);
		return files;
	}

}
