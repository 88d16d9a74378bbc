package io.microgate.test.policy;

import java.util.List;

import io.microgate.constraint.Marker;
import io.microgate.jwt.JwtSpec.ExtractionSource;
import io.microgate.jwt.JwtSpec.Named;
import io.microgate.manifest.ManifestNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads where the token of a policy case is sent: a source as a JWT has it.
 */
final class CaseSourceReader {

	private static final String BEARER_TOKEN = "bearerToken";

	static final List<String> KNOWN = List.of(BEARER_TOKEN, "header", "queryParameter", "cookie");

	private static final String NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

	private final CaseProblems problems;

	CaseSourceReader(CaseProblems problems) {
		this.problems = problems;
	}

	/**
	 * Reads a source.
	 * @param node the source
	 * @param path where it is in the file
	 * @return the source, {@code null} if it is wrong
	 */
	@Nullable ExtractionSource read(ManifestNode node, String path) {
		CaseFields fields = new CaseFields(node, path, this.problems, KNOWN);
		if (node.kind() == ManifestNode.Kind.OBJECT && KNOWN.stream().filter(fields::has).count() != 1) {
			fields.problem("must have exactly one of the keys " + String.join(", ", KNOWN));
			return null;
		}
		if (fields.has(BEARER_TOKEN)) {
			if (!fields.object(BEARER_TOKEN).isEmpty()) {
				fields.problem(BEARER_TOKEN, "must be an object without keys, {}");
			}
			return new ExtractionSource(new Marker(), null, null, null);
		}
		return new ExtractionSource(null, named(fields, "header", NAME), named(fields, "queryParameter", ".+"),
				named(fields, "cookie", NAME));
	}

	private @Nullable Named named(CaseFields fields, String source, String expression) {
		ManifestNode node = fields.field(source);
		if (node == null) {
			return null;
		}
		CaseFields named = new CaseFields(node, fields.path(source), this.problems, List.of("name"));
		named.require("name");
		String name = named.string("name");
		if (name != null && !name.matches(expression)) {
			named.problem("name", "must be the name of a %s".formatted(source));
		}
		return new Named(name);
	}

}
