package io.microgate.verdict;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.microgate.ProjectFiles;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Has the keys and tokens of an identity provider, the page about it, and requests to an
 * application with the configuration of that page.
 *
 * @param name name of the file
 * @param values the file: {@code page} (file name), {@code block} (which YAML block of
 * the page, 1 by default), {@code servers} (by host and port, what is published at which
 * path), {@code secrets} (files of secrets besides {@code ca.crt}), {@code keys},
 * {@code tokens} (recipes), {@code rows}, {@code variants} (a changed page with rows of
 * its own)
 */
record ProviderTable(String name, Map<String, Object> values) {

	static final Path PAGES = ProjectFiles.ROOT.resolve("docs/providers");

	private static final Set<String> KNOWN = Set.of("page", "block", "servers", "secrets", "keys", "tokens", "rows",
			"variants");

	private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

	ProviderTable {
		if (!KNOWN.containsAll(values.keySet())) {
			throw new IllegalArgumentException("Unknown key in " + name);
		}
	}

	static List<ProviderTable> load() throws IOException {
		Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:providers/*.yaml");
		return Arrays.stream(files).map(ProviderTable::read).toList();
	}

	private static ProviderTable read(Resource file) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		try (InputStream content = file.getInputStream()) {
			return new ProviderTable(file.getFilename().replace(".yaml", ""),
					new Yaml(new SafeConstructor(options)).load(content));
		}
		catch (IOException | RuntimeException ex) {
			throw new IllegalStateException("Cannot read " + file, ex);
		}
	}

	Path page() {
		return PAGES.resolve((String) this.values.get("page"));
	}

	static List<String> yamlBlocks(Path page) throws IOException {
		return BLOCK.matcher(Files.readString(page)).results().map((block) -> block.group(1)).toList();
	}

	/**
	 * The configuration as it is on the page.
	 */
	String configuration() throws IOException {
		return yamlBlocks(page()).get((Integer) this.values.getOrDefault("block", 1) - 1);
	}

	@SuppressWarnings("unchecked")
	Map<String, Map<String, Object>> map(String name) {
		return (Map<String, Map<String, Object>>) this.values.getOrDefault(name, Map.of());
	}

	List<Row> rows() {
		return rows(this.values);
	}

	/**
	 * The rows of the table and of its variants.
	 */
	List<Row> allRows() {
		List<Row> rows = new ArrayList<>(rows());
		variants().forEach((variant) -> rows.addAll(variant.rows()));
		return rows;
	}

	@SuppressWarnings("unchecked")
	List<Variant> variants() {
		return ((List<Map<String, Object>>) this.values.getOrDefault("variants", List.of())).stream()
			.map((variant) -> new Variant((String) variant.get("name"), (String) variant.get("replace"),
					(String) variant.get("with"), rows(variant)))
			.toList();
	}

	@SuppressWarnings("unchecked")
	private List<Row> rows(Map<String, Object> values) {
		return ((List<Map<String, Object>>) values.get("rows")).stream().map(this::row).toList();
	}

	private Row row(Map<String, Object> row) {
		Object token = row.get("token");
		Expectation expectation = Expectation.parse(String.valueOf(row.get("expect")), null, null,
				(String) row.get("answer"));
		return new Row((String) row.get("name"), "5", (String) row.get("request"), List.of(), null,
				(token != null) ? new Row.Token(null, recipe(token)) : null, null, false, null, expectation, Map.of());
	}

	/** A token by name, or like another one that has a name. */
	@SuppressWarnings("unchecked")
	private TokenRecipe recipe(Object token) {
		if (token instanceof String name) {
			return recipe(map("tokens").get(name));
		}
		Map<String, Object> values = new LinkedHashMap<>((Map<String, Object>) token);
		if (!(values.remove("like") instanceof String like)) {
			return new TokenRecipe(values);
		}
		Map<String, Object> merged = new LinkedHashMap<>(recipe(like).values());
		values.forEach((name, value) -> merged.merge(name, value, ProviderTable::merge));
		merged.computeIfPresent("claims", (name, claims) -> without((Map<String, Object>) claims, values.get("drop")));
		return new TokenRecipe(merged);
	}

	private static Map<String, Object> without(Map<String, Object> claims, Object dropped) {
		Map<String, Object> kept = new LinkedHashMap<>(claims);
		if (dropped instanceof List<?> names) {
			kept.keySet().removeAll(names);
		}
		return kept;
	}

	@SuppressWarnings("unchecked")
	private static Object merge(Object base, Object value) {
		if (base instanceof Map<?, ?> map) {
			Map<Object, Object> merged = new LinkedHashMap<>(map);
			merged.putAll((Map<Object, Object>) value);
			return merged;
		}
		if (base instanceof List<?> list) {
			List<Object> merged = new ArrayList<>(list);
			merged.addAll((List<Object>) value);
			return merged;
		}
		return value;
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * The reason codes that the page mentions.
	 */
	static List<String> reasons(Path page) throws IOException {
		return Pattern.compile("`((?:token|key|claims)\\.[a-z_]+)`")
			.matcher(Files.readString(page))
			.results()
			.map((MatchResult code) -> code.group(1))
			.distinct()
			.toList();
	}

	/**
	 * A change of the configuration, and what requests get then.
	 *
	 * @param name what is changed
	 * @param text what is replaced, all of it
	 * @param replacement what replaces it
	 * @param rows the rows
	 */
	record Variant(String name, String text, String replacement, List<Row> rows) {
	}

}
