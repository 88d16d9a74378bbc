package io.microgate.verdict;

import java.util.List;
import java.util.Map;

/**
 * One file of the table: a configuration and the requests that are sent to an application
 * that runs with it.
 *
 * @param name name of the file
 * @param configuration {@code application.yml} of the application
 * @param basePath path the application is mounted at, empty for none
 * @param profiles what the application brings along
 * @param stack the only web stack this is for, {@code null} for all
 * @param tokens recipes by name
 * @param rows the rows
 */
record Chapter(String name, String configuration, String basePath, List<String> profiles, String stack,
		Map<String, TokenRecipe> tokens, List<Row> rows) {

	/**
	 * The recipe that a row means.
	 * @param token the token of the row
	 * @return the recipe
	 */
	TokenRecipe recipe(Row.Token token) {
		if (token.name() == null) {
			return token.recipe();
		}
		TokenRecipe recipe = this.tokens.get(token.name());
		if (recipe == null) {
			throw new IllegalArgumentException("No token '%s' in '%s'".formatted(token.name(), this.name));
		}
		return recipe;
	}

}
