package io.microgate.manifest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link YamlFile} and {@link NodeReader}: what YAML can say and Kubernetes
 * does not want to hear.
 */
class YamlStrictnessTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{a: 1, b: 2, a: 3}              | a      | must be set once, but is set again here | 1:14
			{a: {b: 1, "b": 2}}             | a.b    | must be set once, but is set again here | 1:12
			{a.b: {c: 1, c: 2}}             | [a.b].c | must be set once, but is set again here | 1:14
			{a: [{b: 1}, {b: 1, b: 1}]}     | a[1].b | must be set once, but is set again here | 1:21
			{5: a}                          |        | must have keys that are strings           | 1:2
			{a: {yes: b}}                   | a      | must have keys that are strings           | 1:6
			{~: a}                          |        | must have keys that are strings           | 1:2
			{1.5: a}                        |        | must have keys that are strings           | 1:2
			{[a]: b}                        |        | must have keys that are strings           | 1:2
			{{a: b}: c}                     |        | must have keys that are strings           | 1:2
			{a: &x {b: 1}, c: {<<: *x}}     | c      | must not have a merge key '<<'          | 1:20
			{a: !ruby/object {}}            | a      | must not have a tag of its own          | 1:2
			{a: !mine b}                    | a      | must not have a tag of its own          | 1:5
			{a: !!binary aGk=}              | a      | must not have a tag of its own          | 1:5
			{a: !!set {b}}                  | a      | must not have a tag of its own          | 1:2
			{a: &x {b: *x}}                 | a.b    | must not contain itself                 | 1:9
			{a: &x [b, *x]}                 | a[1]   | must not contain itself                 | 1:5
			""")
	void readWhenKubernetesRefusesThenFaultWithPathAndPosition(String yaml, String path, String rule, String position) {
		assertThat(read(yaml).faults()).singleElement().satisfies((fault) -> {
			assertThat(fault.path()).isEqualTo((path != null) ? path : "");
			assertThat(fault.rule()).startsWith(rule);
			assertThat(fault.cure()).isNotBlank();
			assertThat(fault.origin()).asString().endsWith(" - " + position);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a                 | TEXT
			"5"               | TEXT
			2001-12-14        | TEXT
			y                 | TEXT
			=                 | TEXT
			1.2.3             | TEXT
			!!str 5           | TEXT
			5                 | INTEGER
			0x1F              | INTEGER
			010               | INTEGER
			1:30              | INTEGER
			1.5               | DECIMAL
			1e3               | DECIMAL
			.inf              | DECIMAL
			true              | FLAG
			NO                | FLAG
			on                | FLAG
			~                 | NULL
			""                | TEXT
			null              | NULL
			{}                | OBJECT
			[]                | LIST
			""")
	void readWhenValueThenKindOfYaml(String value, ManifestNode.Kind kind) {
		YamlFile.Document document = read("a: " + value);
		assertThat(document.faults()).isEmpty();
		assertThat(document.root().fields().get("a").kind()).isEqualTo(kind);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a: b: c", "a: [b", "a: 'b", "a:\n\tb: c", "a: *b", "a: %b", "a: @b", "- a\nb: c",
			"a: \u0007", "a: !nope!b c", "a: !!javax.script.ScriptEngineManager [b]", "%NOPE\n---\n{" })
	void readWhenNoYamlThenFault(String yaml) {
		YamlFile.Document document = read(yaml);
		assertThat(document.root()).isNull();
		assertThat(document.faults()).singleElement()
			.satisfies((fault) -> assertThat(fault.rule()).startsWith("must be YAML"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "password: *hush", "password: !hush!x y", "password: 'hush", "password: {hush",
			"hush: \u0007hush", "password: \"hush \\q\"", "? hush\n- hush: hush: hush" })
	void readWhenNoYamlThenFaultDoesNotQuoteIt(String yaml) {
		assertThat(read(yaml).faults()).singleElement()
			.satisfies((fault) -> assertThat(fault.toString()).doesNotContain("hush"));
	}

	@Test
	void readWhenAliasThenWhatItStandsFor() {
		ManifestNode root = read("{a: &x {b: c}, d: *x, e: [*x, *x]}").root();
		assertThat(root.fields().get("d").fields().get("b").text()).isEqualTo("c");
		assertThat(root.fields().get("e").items()).hasSize(2);
	}

	@Test
	void readWhenBillionLaughsThenFault() {
		String yaml = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n" + IntStream.range(1, 6)
			.mapToObj(
					(i) -> "a%d: &a%d [%s]".formatted(i, i, String.join(", ", Collections.nCopies(9, "*a" + (i - 1)))))
			.collect(Collectors.joining("\n"));
		YamlFile.Document document = read(yaml);
		assertThat(document.root()).isNull();
		assertThat(document.faults()).singleElement()
			.satisfies((fault) -> assertThat(fault.rule())
				.isEqualTo("must have at most 20000 values, aliases written out"));
	}

	@Test
	void readWhenManyAliasesThenFault() {
		String yaml = "a: &a [x]\nb: [" + String.join(", ", Collections.nCopies(60, "*a")) + "]";
		assertThat(read(yaml).faults()).singleElement()
			.satisfies((fault) -> assertThat(fault.rule()).contains("at most 50 aliases"));
	}

	@Test
	void readWhenNestedDeeplyThenFault() {
		assertThat(read("[".repeat(60) + "]".repeat(60)).faults()).hasSize(1);
		List<String> lines = new ArrayList<>(List.of("a0: &a0 [x]"));
		for (int i = 1; i < 20; i++) {
			lines.add("a%d: &a%d %s*a%d%s".formatted(i, i, "[".repeat(10), i - 1, "]".repeat(10)));
		}
		assertThat(read(String.join("\n", lines)).faults()).singleElement()
			.satisfies((fault) -> assertThat(fault.rule()).isEqualTo("must not be nested deeper than 100 levels"));
	}

	@Test
	void readWhenSizeIsAtTheLimitThenAccepted() {
		String most = IntStream.range(0, NodeReader.MAX_NODES - 2)
			.mapToObj(String::valueOf)
			.collect(Collectors.joining(","));
		assertThat(read("a: [" + most + "]").root()).isNotNull();
		assertThat(read("a: [" + most + ", 1]").root()).isNull();
	}

	@Test
	void readWhenObjectThenOriginIsItsKeyAndThatOfAValueIsTheValue() {
		ManifestNode root = read("a:\n  b: c\nd:\n  - e\n").root();
		assertThat(root.origin()).asString().endsWith(" - 1:1");
		assertThat(root.fields().get("a").origin()).asString().endsWith(" - 1:1");
		assertThat(root.fields().get("a").fields().get("b").origin()).asString().endsWith(" - 2:6");
		assertThat(root.fields().get("d").origin()).asString().endsWith(" - 3:1");
		assertThat(root.fields().get("d").items().get(0).origin()).asString().endsWith(" - 4:5");
	}

	private static YamlFile.Document read(String yaml) {
		byte[] content = yaml.getBytes(StandardCharsets.UTF_8);
		List<YamlFile.Document> documents = YamlFile.read(new ByteArrayResource(content, "test"), content);
		assertThat(documents).hasSize(1);
		return documents.get(0);
	}

}
