package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.microgate.engine.ExplainParameters;
import io.microgate.manifest.ManifestNode;
import io.microgate.manifest.ManifestNode.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads the request of a policy case: a request line, or an object.
 */
final class CaseRequestReader {

	private static final String REQUEST = "request";

	private static final String HEADERS = "headers";

	/** Those that conditions name. */
	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT",
			"OPTIONS", "TRACE");

	static final List<String> KNOWN = List.of("method", "path", "host", HEADERS, "remoteAddress");

	private final CaseProblems problems;

	private final @Nullable String defaultHost;

	CaseRequestReader(CaseProblems problems, @Nullable String defaultHost) {
		this.problems = problems;
		this.defaultHost = defaultHost;
	}

	/**
	 * Reads the key {@code request}.
	 * @param fields the case
	 * @return the request, {@code null} if it is missing or wrong
	 */
	@Nullable PolicyCaseRequest read(CaseFields fields) {
		ManifestNode node = fields.field(REQUEST);
		if (node == null) {
			return null;
		}
		PolicyCaseRequest request = (node.kind() == Kind.TEXT) ? line(node.text()) : object(node, fields);
		return isValid(request, fields) ? request : null;
	}

	private PolicyCaseRequest line(String text) {
		int space = text.indexOf(' ');
		String method = (space < 0) ? text : text.substring(0, space);
		String path = (space < 0) ? "" : text.substring(space + 1);
		return new PolicyCaseRequest(method, path, this.defaultHost, Map.of(), null);
	}

	private PolicyCaseRequest object(ManifestNode node, CaseFields parent) {
		CaseFields fields = new CaseFields(node, parent.path(REQUEST), this.problems, KNOWN);
		String host = fields.string("host");
		return new PolicyCaseRequest(text(fields, "method"), text(fields, "path"),
				(host != null) ? host : this.defaultHost, headers(fields), fields.string("remoteAddress"));
	}

	private static String text(CaseFields fields, String name) {
		String text = fields.string(name);
		return (text != null) ? text : "";
	}

	private Map<String, List<String>> headers(CaseFields fields) {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		fields.object(HEADERS).forEach((name, field) -> {
			List<String> values = values(field);
			if (values.isEmpty()) {
				this.problems.add(field, ManifestNode.pathBelow(fields.path(HEADERS), name),
						"must be a string or a list of strings, in quotes if it looks like something else");
			}
			headers.put(name, values);
		});
		return headers;
	}

	private static List<String> values(ManifestNode field) {
		List<ManifestNode> nodes = (field.kind() == Kind.LIST) ? field.items() : List.of(field);
		return nodes.stream().allMatch((node) -> node.kind() == Kind.TEXT)
				? nodes.stream().map(ManifestNode::text).toList() : List.of();
	}

	/** Checks what holds for each request that is explained. */
	private static boolean isValid(PolicyCaseRequest request, CaseFields fields) {
		String standard = request.method().toUpperCase(Locale.ROOT);
		if (METHODS.contains(standard) && !standard.equals(request.method())) {
			fields.problem(REQUEST,
					"must have the method %s in upper case, because methods are case-sensitive".formatted(standard));
			return false;
		}
		List<String> lines = new ArrayList<>();
		request.headers()
			.forEach((name, values) -> values.forEach((value) -> lines.add("%s: %s".formatted(name, value))));
		if (lines.stream().anyMatch((line) -> line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0)) {
			fields.problem(REQUEST, "must have header fields of one line each");
			return false;
		}
		try {
			new ExplainParameters(request.method(), request.path(), request.host(), String.join("\n", lines),
					request.remoteAddress(), null, null, null, null, null)
				.toRequest(false, false);
			return true;
		}
		catch (IllegalArgumentException ex) {
			fields.problem(REQUEST, "is not one: %s".formatted(ex.getMessage()));
			return false;
		}
	}

}
