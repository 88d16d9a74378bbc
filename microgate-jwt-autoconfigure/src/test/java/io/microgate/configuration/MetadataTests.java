package io.microgate.configuration;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configuration metadata says what the specs say: one document for the application's
 * keys, and one for each record that is in a map or list or is shared.
 */
class MetadataTests {

	private static final String SOURCES = "META-INF/spring/configuration-metadata";

	@ParameterizedTest
	@MethodSource("types")
	void documentWhenReadThenNamesEveryKeyAndNoOther(DescribedType described) {
		Document document = Document.of(described);
		assertThat(document.properties()).extracting(Item::name)
			.containsExactlyInAnyOrderElementsOf(names(described, (key) -> !key.group()));
		assertThat(document.groups()).extracting(Item::name)
			.containsExactlyInAnyOrderElementsOf(names(described, DescribedType.Key::group));
	}

	@ParameterizedTest
	@MethodSource("types")
	void documentWhenReadThenDescribesWithOneSentenceOfJavadoc(DescribedType described) {
		Map<String, Item> items = Document.of(described).items();
		assertThat(described.keys())
			.allSatisfy((key) -> assertThat(items.get(key.name()).description()).satisfies(MetadataTests::isSentence)
				.isEqualTo(key.javadoc()));
	}

	@ParameterizedTest
	@MethodSource("types")
	void documentWhenReadThenHasTypesAndDefaultsOfSpec(DescribedType described) {
		Map<String, Item> items = Document.of(described).items();
		assertThat(described.keys()).allSatisfy((key) -> {
			assertThat(items.get(key.name())).isNotNull()
				.extracting(Item::type, Item::defaultText)
				.containsExactly(key.type(), key.defaultValue());
		});
	}

	@ParameterizedTest
	@MethodSource("types")
	void documentWhenReadThenHintsAtAllowedValuesAndNoOthers(DescribedType described) {
		assertThat(Document.of(described).valueHints()).isEqualTo(described.keys()
			.stream()
			.filter((key) -> !key.allowedValues().isEmpty())
			.collect(Collectors.toMap(DescribedType.Key::hintName, DescribedType.Key::allowedValues)));
	}

	@ParameterizedTest
	@MethodSource("types")
	void documentWhenReadThenHintsAreForKeysAndAreSentences(DescribedType described) {
		assertThat(Document.of(described).hints()).allSatisfy((hint) -> {
			assertThat(described.keys()).extracting(DescribedType.Key::hintName).contains(hint.name());
			assertThat(hint.values()).extracting(Value::description)
				.allSatisfy((text) -> assertThat(text).satisfiesAnyOf((none) -> assertThat(none).isNull(),
						MetadataTests::isSentence));
		});
	}

	@Test
	void documentsWhenListedThenAreForSpecsAlone() throws IOException {
		Set<String> names = types().stream()
			.skip(1)
			.map((described) -> described.type().getName() + ".json")
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(files(SOURCES)).containsExactlyElementsOf(names);
		assertThat(files(SOURCES + "/additional")).isSubsetOf(names);
	}

	static List<DescribedType> types() {
		return DescribedType.from(MicrogateProperties.class, "microgate.");
	}

	private static List<String> names(DescribedType described, Predicate<DescribedType.Key> filter) {
		return described.keys().stream().filter(filter).map(DescribedType.Key::name).toList();
	}

	private static void isSentence(String text) {
		assertThat(text).matches("\\p{Lu}[^{}<>]*\\.");
	}

	private static List<String> files(String directory) throws IOException {
		try (Stream<Path> files = Files.list(classes().resolve(directory))) {
			return files.filter(Files::isRegularFile).map((file) -> file.getFileName().toString()).sorted().toList();
		}
	}

	// Other documents of this name are on the class path
	private static Path classes() {
		try {
			return Path.of(MicrogateProperties.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Document(List<Item> groups, List<Item> properties, List<Hint> hints) {

		static Document of(DescribedType described) {
			boolean root = described.type() == MicrogateProperties.class;
			String name = root ? "META-INF/spring-configuration-metadata.json"
					: SOURCES + "/" + described.type().getName() + ".json";
			Document document = new JsonMapper().readValue(classes().resolve(name).toFile(), Document.class);
			return root ? document.below("microgate.") : document;
		}

		// The group of the root is no key, and those of the actuator are not keys of the
		// spec
		private Document below(String prefix) {
			return new Document(this.groups.stream().filter((item) -> item.name().startsWith(prefix)).toList(),
					this.properties.stream().filter((item) -> !item.name().startsWith("management.")).toList(),
					this.hints);
		}

		Map<String, Item> items() {
			return Stream.concat(this.groups.stream(), this.properties.stream())
				.collect(Collectors.toMap(Item::name, Function.identity()));
		}

		Map<String, List<String>> valueHints() {
			return this.hints.stream()
				.filter((hint) -> !hint.values().isEmpty())
				.collect(Collectors.toMap(Hint::name, (hint) -> hint.values().stream().map(Value::value).toList()));
		}

	}

	record Item(String name, String type, String description, Object defaultValue) {

		String defaultText() {
			return (this.defaultValue != null) ? this.defaultValue.toString() : null;
		}

	}

	record Hint(String name, List<Value> values) {

		Hint {
			values = (values != null) ? values : List.of();
		}

	}

	record Value(String value, String description) {
	}

}
