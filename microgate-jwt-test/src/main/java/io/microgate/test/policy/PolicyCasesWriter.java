package io.microgate.test.policy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Writes policy cases as YAML: each case and each token that has a name on a line of its
 * own, in its shortest form.
 */
final class PolicyCasesWriter {

	private final Yaml line = yaml(DumperOptions.FlowStyle.FLOW);

	private final List<PolicyCase> cases;

	private final Instant time;

	private final @Nullable String host;

	private PolicyCasesWriter(List<PolicyCase> cases) {
		this.cases = cases;
		Set<Instant> times = new LinkedHashSet<>();
		cases.forEach((policyCase) -> times.add(policyCase.time()));
		this.time = (times.size() == 1) ? times.iterator().next() : PolicyCase.DEFAULT_TIME;
		this.host = mostFrequentHost();
	}

	static String write(List<PolicyCase> cases) {
		return new PolicyCasesWriter(cases).write();
	}

	/** A case cannot say that it has no host where the file has one. */
	private @Nullable String mostFrequentHost() {
		Map<String, Integer> hosts = new LinkedHashMap<>();
		for (PolicyCase policyCase : this.cases) {
			if (policyCase.request().host() == null) {
				return null;
			}
			hosts.merge(policyCase.request().host(), 1, Integer::sum);
		}
		String most = null;
		for (Map.Entry<String, Integer> each : hosts.entrySet()) {
			most = (most == null || each.getValue() > hosts.getOrDefault(most, 0)) ? each.getKey() : most;
		}
		return most;
	}

	private String write() {
		StringBuilder text = new StringBuilder();
		Map<String, Object> file = new LinkedHashMap<>();
		put(file, "time", this.time.equals(PolicyCase.DEFAULT_TIME) ? null : this.time.toString());
		put(file, "host", this.host);
		if (!file.isEmpty()) {
			text.append(yaml(DumperOptions.FlowStyle.BLOCK).dump(file));
		}
		Map<String, PolicyCaseToken> tokens = tokens();
		if (!tokens.isEmpty()) {
			text.append("tokens:\n");
			tokens.forEach(
					(name, token) -> text.append("  ").append(field(name, CaseTokenWriter.object(token))).append('\n'));
		}
		text.append("cases:\n");
		String group = null;
		for (PolicyCase policyCase : this.cases) {
			if (policyCase.group() != null && !policyCase.group().equals(group)) {
				text.append("  - ").append(field("group", policyCase.group())).append("\n    cases:\n");
			}
			group = policyCase.group();
			text.append((group != null) ? "      - " : "  - ").append(this.line.dump(describe(policyCase)));
		}
		return text.toString();
	}

	/** A field of an object whose other fields are on lines of their own. */
	private String field(String name, Object value) {
		String object = this.line.dump(Map.of(name, value)).strip();
		return object.substring(1, object.length() - 1);
	}

	/** The tokens that have names, in the order of the cases. */
	private Map<String, PolicyCaseToken> tokens() {
		Map<String, PolicyCaseToken> tokens = new LinkedHashMap<>();
		for (PolicyCase policyCase : this.cases) {
			PolicyCaseToken token = policyCase.token();
			if (token != null && token.name() != null) {
				PolicyCaseToken other = tokens.putIfAbsent(token.name(), token);
				if (other != null && !other.equals(token)) {
					throw new IllegalArgumentException(
							"There are two tokens with the name '%s'".formatted(token.name()));
				}
			}
		}
		return tokens;
	}

	private static Yaml yaml(DumperOptions.FlowStyle style) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(style);
		options.setWidth(Integer.MAX_VALUE);
		options.setSplitLines(false);
		options.setDereferenceAliases(true);
		options.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
		options.setLineBreak(DumperOptions.LineBreak.UNIX);
		return new Yaml(new ReadableRepresenter(options), options);
	}

	private Map<String, Object> describe(PolicyCase policyCase) {
		Map<String, Object> fields = new LinkedHashMap<>();
		put(fields, "name", policyCase.name());
		fields.put("request", request(policyCase.request()));
		PolicyCaseCertificate certificate = policyCase.request().certificate();
		put(fields, "certificate", (certificate != null) ? CaseCertificateReader.write(certificate) : null);
		if (policyCase.token() != null) {
			CaseTokenWriter.addTo(fields, policyCase.token());
		}
		fields.put("verdict", policyCase.allowed() ? "allow" : "deny");
		put(fields, "reason", (policyCase.reason() != null) ? policyCase.reason().code() : null);
		put(fields, "time", policyCase.time().equals(this.time) ? null : policyCase.time().toString());
		return fields;
	}

	private Object request(PolicyCaseRequest request) {
		boolean hostIsOther = request.host() != null && !request.host().equals(this.host);
		if (!hostIsOther && request.headers().isEmpty() && request.remoteAddress() == null) {
			return request.method() + ' ' + request.path();
		}
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("method", request.method());
		fields.put("path", request.path());
		put(fields, "host", hostIsOther ? request.host() : null);
		if (!request.headers().isEmpty()) {
			Map<String, Object> headers = new LinkedHashMap<>();
			request.headers()
				.forEach((name, values) -> headers.put(name, (values.size() == 1) ? values.get(0) : values));
			fields.put("headers", headers);
		}
		put(fields, "remoteAddress", request.remoteAddress());
		return fields;
	}

	static void put(Map<String, Object> fields, String name, @Nullable Object value) {
		if (value != null) {
			fields.put(name, value);
		}
	}

	/**
	 * Writes strings that have an apostrophe in double quotes, so that none is doubled.
	 */
	private static final class ReadableRepresenter extends Representer {

		ReadableRepresenter(DumperOptions options) {
			super(options);
		}

		@Override
		protected Node representScalar(Tag tag, String value, DumperOptions.ScalarStyle style) {
			boolean quoted = tag == Tag.STR && value.indexOf('\'') >= 0;
			return super.representScalar(tag, value, quoted ? DumperOptions.ScalarStyle.DOUBLE_QUOTED : style);
		}

	}

}
