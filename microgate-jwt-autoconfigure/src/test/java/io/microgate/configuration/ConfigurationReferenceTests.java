package io.microgate.configuration;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.microgate.manifest.ManifestKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of all keys says what the schema says: every key has a row with its type,
 * default and range, and an example.
 */
class ConfigurationReferenceTests {

	private final ReferencePage page;

	ConfigurationReferenceTests() throws IOException {
		this.page = ReferencePage.read();
	}

	@ParameterizedTest
	@MethodSource("keys")
	void pageWhenReadThenHasRowOfKey(ReferenceKey key) {
		boolean referred = key.substitutes().stream().anyMatch((path) -> this.page.row(key.section(), path) != null);
		if (key.needsRow() && !referred) {
			assertThat(this.page.row(key.section(), key.path())).as("row of %s", key).isNotNull();
		}
	}

	@Test
	void pageWhenReadThenHasNoOtherRow() {
		assertThat(this.page.rows()).hasSizeGreaterThan(150);
		assertThat(this.page.rows().keySet())
			.isSubsetOf(keys().stream().map((key) -> key.section() + ": " + key.path()).toList());
	}

	@ParameterizedTest
	@MethodSource("keys")
	void rowWhenReadThenSaysTypeDefaultAndRange(ReferenceKey key) {
		ReferencePage.Row row = this.page.row(key.section(), key.path());
		if (row == null) {
			return;
		}
		assertThat(row.type()).isEqualTo(key.type());
		assertThat(row.meaning().startsWith("* ")).as("required").isEqualTo(key.required());
		if (key.defaultText() != null && !key.defaultText().isEmpty()) {
			assertThat(row.defaultText()).isEqualTo("`" + key.defaultText() + "`");
		}
		else {
			assertThat(row.defaultText()).isNotEmpty();
		}
		if (!row.range().contains("name of")) {
			assertThat(key.limits()).allSatisfy((limit) -> assertThat(row.range()).contains(limit));
		}
	}

	@Test
	void pageWhenReadThenHasExampleOfEveryKey() {
		Set<String> shown = new TreeSet<>();
		for (String block : this.page.blocks()) {
			for (Object document : new Yaml().loadAll(block)) {
				addKeys((Map<?, ?>) document, shown);
			}
		}
		assertThat(keys()).extracting(ReferenceKey::component).isNotEmpty().isSubsetOf(shown);
	}

	static List<ReferenceKey> keys() {
		return ReferenceKey.all();
	}

	/** A manifest has the keys of its resource. */
	private static void addKeys(Map<?, ?> document, Set<String> shown) {
		addKeys(SpecSchema.ROOT, document.get("microgate"), shown);
		if ("AccessControlPolicy".equals(document.get("kind"))) {
			addKeys(SpecSchema.of(ManifestKind.ACCESS_CONTROL_POLICY), document.get("spec"), shown);
		}
	}

	private static void addKeys(SpecSchema schema, Object value, Set<String> shown) {
		if (value instanceof Map<?, ?> map && schema.kind() == SpecKind.OBJECT) {
			map.forEach((key, child) -> {
				SpecSchema found = schema.requiredChild((String) key);
				shown.add(ReferenceKey.component(schema.object().type(), found.name()));
				addKeys(found, child, shown);
			});
		}
		else if (value instanceof Map<?, ?> map) {
			map.values().forEach((entry) -> addKeys(schema.requiredElement(), entry, shown));
		}
		else if (value instanceof List<?> list && schema.kind() == SpecKind.LIST) {
			list.forEach((element) -> addKeys(schema.requiredElement(), element, shown));
		}
	}

}
