package io.microgate.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What the documentation says about differences from the gateway is true of the specs:
 * the fields that are refused are all that are, and the others exist.
 */
class GatewayDifferencesTests {

	private static final String REFUSED = "Fields that are not supported";

	private static final String DECIDED = "Fields that behave differently";

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `?([A-Za-z]+)`? \\| (.*?) \\| .* \\|$");

	private static final Pattern FIELD = Pattern.compile("`([A-Za-z.\\[\\]]+)`( .*)?");

	private static final Map<String, SpecSchema> KINDS = Map.of("JWKS", spec("jwks"), "JWT", spec("jwts"),
			"AccessControlPolicy", spec("accessControlPolicies"), "IdentityPropagation", spec("identityPropagations"),
			"HTTPRoute", spec("routes"), "all",
			spec("accessControlPolicies").requiredChild("policies")
				.requiredElement()
				.requiredChild("requestConditions")
				.requiredChild("path"));

	@Test
	void refusedWhenReadThenAreAllFieldsThatAreNotSupported() throws IOException {
		List<String> unsupported = new ArrayList<>();
		KINDS.forEach((kind, spec) -> addUnsupported(kind + " ", spec, unsupported));
		assertThat(SpecSchema.ROOT.object().unsupported()).isEmpty();
		assertThat(rows(REFUSED).stream().map((row) -> row.get(0) + " " + FIELD.matcher(row.get(1)).replaceFirst("$1")))
			.containsExactlyInAnyOrderElementsOf(unsupported);
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("fields")
	void decidedWhenReadThenFieldExists(String kind, String field) {
		SpecSchema node = KINDS.get(kind);
		for (String step : field.split("\\.")) {
			String name = step.replace("[]", "");
			assertThat(node.object().child(name)).as(step).isNotNull();
			node = node.requiredChild(name);
			assertThat(node.field()).isEqualTo(name);
			if (!name.equals(step)) {
				assertThat(node.kind()).as(step).isEqualTo(SpecKind.LIST);
				node = node.requiredElement();
			}
		}
	}

	@Test
	void decidedWhenReadThenNamesEachFieldOnce() throws IOException {
		assertThat(rows(DECIDED)).hasSizeGreaterThan(40).doesNotHaveDuplicates();
	}

	static Stream<Arguments> fields() throws IOException {
		return rows(DECIDED).stream()
			.filter((row) -> FIELD.matcher(row.get(1)).matches())
			.map((row) -> arguments(row.get(0), FIELD.matcher(row.get(1)).replaceFirst("$1")));
	}

	/** Extensions are no fields of the gateway. */
	private static void addUnsupported(String path, SpecSchema node, List<String> unsupported) {
		if (node.kind() != SpecKind.OBJECT) {
			return;
		}
		node.object().unsupported().forEach((field) -> unsupported.add(path + field));
		node.object().children().stream().filter((child) -> !child.field().equals("extensions")).forEach((child) -> {
			boolean list = child.kind() == SpecKind.LIST;
			addUnsupported(path + child.field() + (list ? "[]." : "."), list ? child.requiredElement() : child,
					unsupported);
		});
	}

	private static SpecSchema spec(String component) {
		return SpecSchema.ROOT.requiredChild(component).requiredElement();
	}

	/** Kind and field of each row, without the heading. */
	private static List<List<String>> rows(String heading) throws IOException {
		String text = Files.readString(Path.of("../docs/reference/differences-from-the-gateway.md"));
		int start = text.indexOf("\n## " + heading + "\n");
		assertThat(start).as(heading).isNotNegative();
		int end = text.indexOf("\n#", start + 1);
		return ROW.matcher(text.substring(start, (end > 0) ? end : text.length()))
			.results()
			.map((row) -> List.of(row.group(1), row.group(2)))
			.filter((row) -> !row.get(0).equals("kind"))
			.toList();
	}

}
