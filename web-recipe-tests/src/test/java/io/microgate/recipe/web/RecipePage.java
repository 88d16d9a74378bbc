package io.microgate.recipe.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.microgate.sample.readme.ReadmeSection;

/**
 * A page of the how-to guides and what it shows.
 *
 * @param text the page
 */
record RecipePage(String text) {

	private static final Path GUIDES = Path.of("../docs/how-to");

	static RecipePage of(String name) {
		try {
			return new RecipePage(Files.readString(GUIDES.resolve(name)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the first block in a language. */
	String block(String language) {
		return new ReadmeSection(this.text).blocks(language).get(0);
	}

}
