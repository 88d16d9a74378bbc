package io.microgate.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every field of valid manifests is edited in every way that the API server refuses: a
 * field renamed, set twice, without a value, or with one of another type. None may pass.
 */
@Tag("slow")
class ManifestEditTests {

	private static final Set<String> KINDS = Set.of("JWKS", "JWT", "AccessControlPolicy", "HTTPRoute");

	/** Fields of an HTTPRoute that do not concern Microgate. */
	private static final Set<String> PASSED_OVER = Set.of("parentRefs", "filters", "backendRefs", "timeouts", "retry",
			"sessionPersistence");

	private static final Pattern FIELD = Pattern.compile(" +[A-Za-z]+: [^|>\\n]+");

	private static final List<Map<String, Object>> DOCUMENTS = new ArrayList<>();

	@TempDir
	private Path directory;

	private int edits;

	@BeforeAll
	static void load() throws IOException {
		for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:shapes/*")) {
			try (InputStream content = file.getInputStream()) {
				new Yaml().loadAll(content).forEach((document) -> DOCUMENTS.add(map(document)));
			}
		}
		DOCUMENTS.removeIf((document) -> !KINDS.contains(document.get("kind")));
	}

	@Test
	void scanWhenNothingIsEditedThenNoProblem() {
		assertThat(DOCUMENTS).hasSizeGreaterThan(10)
			.allSatisfy((document) -> assertThat(problems(dump(document))).isEmpty());
	}

	@Test
	void scanWhenFieldIsRenamedThenProblem() {
		forEachField((fields, field) -> {
			Map<String, Object> before = new LinkedHashMap<>(fields);
			fields.put(field + "x", fields.remove(field));
			return () -> restore(fields, before);
		});
		assertThat(this.edits).isGreaterThan(150);
	}

	@Test
	void scanWhenFieldHasNoValueThenProblem() {
		forEachField((fields, field) -> {
			Object before = fields.put(field, null);
			return () -> fields.put(field, before);
		});
		assertThat(this.edits).isGreaterThan(150);
	}

	@Test
	void scanWhenFieldHasValueOfAnotherTypeThenProblem() {
		for (Object other : List.of(5, 1.5, true, "text", List.of(), Map.of(), List.of("text"),
				Map.of("text", "text"))) {
			forEachField((fields, field) -> {
				Object before = fields.get(field);
				if (isSameType(before, other)) {
					return null;
				}
				fields.put(field, other);
				return () -> fields.put(field, before);
			});
		}
		assertThat(this.edits).isGreaterThan(1000);
	}

	@Test
	void scanWhenFieldIsSetTwiceThenProblem() {
		for (Map<String, Object> document : DOCUMENTS) {
			List<String> lines = dump(document).lines().toList();
			for (int i = 0; i < lines.size(); i++) {
				if (FIELD.matcher(lines.get(i)).matches()) {
					List<String> edited = new ArrayList<>(lines);
					edited.add(i, lines.get(i));
					assertRefused(String.join("\n", edited));
				}
			}
		}
		assertThat(this.edits).isGreaterThan(50);
	}

	/** An empty list is one of the right type, which other rules are about. */
	private static boolean isSameType(Object value, Object other) {
		if (value instanceof Map<?, ?> object) {
			return other instanceof Map<?, ?> map && (map.isEmpty() || object.isEmpty());
		}
		return (value instanceof List<?> && other instanceof List<?>) || value.getClass().equals(other.getClass());
	}

	private void forEachField(Edit edit) {
		DOCUMENTS.forEach((document) -> walk(map(document.get("spec")), (fields) -> {
			for (String field : List.copyOf(fields.keySet())) {
				Runnable undo = isPassedOver(fields, field) ? null : edit.apply(fields, field);
				if (undo != null) {
					assertRefused(dump(document));
					undo.run();
				}
			}
		}));
	}

	private static boolean isPassedOver(Map<String, Object> fields, String field) {
		boolean nameOfRule = field.equals("name") && fields.containsKey("backendRefs");
		return nameOfRule || PASSED_OVER.contains(field);
	}

	private void walk(Object value, Consumer<Map<String, Object>> visitor) {
		if (value instanceof Map<?, ?>) {
			visitor.accept(map(value));
			map(value).forEach((field, child) -> {
				if (!PASSED_OVER.contains(field)) {
					walk(child, visitor);
				}
			});
		}
		if (value instanceof List<?> items) {
			items.forEach((item) -> walk(item, visitor));
		}
	}

	private void assertRefused(String manifest) {
		this.edits++;
		assertThat(problems(manifest)).as(manifest).isNotEmpty().allSatisfy((problem) -> {
			assertThat(problem.property())
				.matches("(JWKS|JWT|AccessControlPolicy|HTTPRoute) '.*': (spec|metadata|status).*");
			assertThat(problem.cure()).isNotBlank();
			assertThat(problem.origin()).isNotNull();
		});
	}

	private List<Problem> problems(String manifest) {
		try {
			Files.writeString(this.directory.resolve("edited.yaml"), manifest);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return ManifestDirectory.problemsOfSpecs(this.directory);
	}

	private static String dump(Map<String, Object> document) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		return new Yaml(options).dump(document);
	}

	private static void restore(Map<String, Object> fields, Map<String, Object> before) {
		fields.clear();
		fields.putAll(before);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

	@FunctionalInterface
	private interface Edit {

		/** Returns how to undo it, {@code null} if the field is left as it is. */
		Runnable apply(Map<String, Object> fields, String field);

	}

}
