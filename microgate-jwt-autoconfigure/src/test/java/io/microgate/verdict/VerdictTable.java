package io.microgate.verdict;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The table: one file a chapter, one line a case, all under {@code verdicts}.
 *
 * @param chapters the chapters by name of their file
 */
record VerdictTable(List<Chapter> chapters) {

	private static final Set<String> CHAPTER_KEYS = Set.of("configuration", "base-path", "profiles", "stack", "tokens",
			"rows");

	private static final Set<String> ROW_KEYS = Set.of("name", "clause", "request", "headers", "body", "token", "proof",
			"replay", "port", "stack", "expect", "servlet", "reactive", "route", "header", "answer");

	static VerdictTable load() throws IOException {
		Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:verdicts/*.yaml");
		VerdictTable table = new VerdictTable(Arrays.stream(files).map(VerdictTable::read).toList());
		Set<String> names = new HashSet<>();
		table.chapters.forEach((chapter) -> chapter.rows().forEach((row) -> {
			if (!names.add(chapter.name() + row.name())) {
				throw new IllegalArgumentException("Two rows '%s' in '%s'".formatted(row.name(), chapter.name()));
			}
		}));
		return table;
	}

	List<Row> rows() {
		return this.chapters.stream().flatMap((chapter) -> chapter.rows().stream()).toList();
	}

	private static Chapter read(Resource file) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		try (InputStream content = file.getInputStream()) {
			return chapter(file.getFilename().replace(".yaml", ""),
					new Yaml(new SafeConstructor(options)).load(content));
		}
		catch (IOException | RuntimeException ex) {
			throw new IllegalStateException("Cannot read " + file, ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static Chapter chapter(String name, Map<String, Object> file) {
		refuseUnknown(CHAPTER_KEYS, file);
		Map<String, TokenRecipe> tokens = new HashMap<>();
		tokens.put("good", TokenRecipe.GOOD);
		((Map<String, Map<String, Object>>) file.getOrDefault("tokens", Map.of()))
			.forEach((token, recipe) -> tokens.put(token, new TokenRecipe(recipe)));
		List<Row> rows = ((List<Map<String, Object>>) file.get("rows")).stream().map(VerdictTable::row).toList();
		return new Chapter(name, (String) file.get("configuration"), (String) file.getOrDefault("base-path", ""),
				(List<String>) file.getOrDefault("profiles", List.of()), (String) file.get("stack"), tokens, rows);
	}

	@SuppressWarnings("unchecked")
	private static Row row(Map<String, Object> row) {
		refuseUnknown(ROW_KEYS, row);
		Expectation expectation = Expectation.parse(String.valueOf(row.get("expect")), (String) row.get("route"),
				(String) row.get("header"), (String) row.get("answer"));
		return new Row((String) row.get("name"), String.valueOf(row.get("clause")), (String) row.get("request"),
				(List<String>) row.getOrDefault("headers", List.of()), (String) row.get("body"),
				token(row.get("token")), proof(row), "management".equals(row.get("port")), (String) row.get("stack"),
				expectation, answersOfServers(row));
	}

	/** A server may answer for itself, but must not change a verdict of Microgate. */
	private static Map<String, Expectation> answersOfServers(Map<String, Object> row) {
		Map<String, Expectation> answers = new HashMap<>();
		for (String stack : List.of("servlet", "reactive")) {
			if (row.containsKey(stack)) {
				Expectation answer = Expectation.parse((String) row.get(stack), null, null, null);
				if (answer.status() < 400 || !answer.reason().equals(Expectation.UNDECIDED)) {
					throw new IllegalArgumentException("Not the server's own refusal in " + row);
				}
				answers.put(stack, answer);
			}
		}
		return answers;
	}

	@SuppressWarnings("unchecked")
	private static Row.Token token(Object token) {
		if (token == null) {
			return null;
		}
		return (token instanceof String name) ? new Row.Token(name, TokenRecipe.GOOD)
				: new Row.Token(null, new TokenRecipe((Map<String, Object>) token));
	}

	@SuppressWarnings("unchecked")
	private static Row.Proof proof(Map<String, Object> row) {
		Object recipe = row.get("proof");
		return (recipe != null)
				? new Row.Proof(new TokenRecipe((Map<String, Object>) recipe), Boolean.TRUE.equals(row.get("replay")))
				: null;
	}

	private static void refuseUnknown(Set<String> known, Map<String, Object> map) {
		if (!known.containsAll(map.keySet())) {
			throw new IllegalArgumentException("Unknown key in " + map);
		}
	}

}
