package io.microgate.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.core.io.Resource;

/**
 * Says why there is no file in the directory of a secret.
 */
public final class MissingFile {

	private MissingFile() {
	}

	/**
	 * Describes a file that could not be opened.
	 * @param file the file
	 * @return a predicate without a subject
	 */
	public static String describe(Resource file) {
		return isBelowFile(file) ? "is absent, because the location of the secret is a file and not a directory"
				: "is absent";
	}

	private static boolean isBelowFile(Resource file) {
		try {
			Path directory = file.isFile() ? file.getFile().toPath().getParent() : null;
			return directory != null && Files.isRegularFile(directory);
		}
		catch (IOException ex) {
			return false;
		}
	}

}
