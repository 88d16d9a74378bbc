package io.microgate.test.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.microgate.configuration.MicrogateProperties;
import io.microgate.manifest.ManifestNode;
import io.microgate.manifest.YamlFault;
import io.microgate.manifest.YamlFile;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.FileSystemResource;

/**
 * Reads a file of policy cases: its keys and the list.
 */
final class PolicyCasesReader {

	private static final String CASES = "cases";

	private static final String GROUP = "group";

	static final List<String> KNOWN = List.of("time", "host", CaseTokenReader.TOKENS, CASES);

	static final List<String> KNOWN_OF_GROUP = List.of(GROUP, CASES);

	private static final Limits WRITTEN_BY_HAND = new Limits(YamlFile.MAX_BYTES, 200_000);

	/** Nothing that can be derived and written is longer. */
	private static final Limits DERIVED = new Limits(64 * 1024 * 1024, 10_000_000);

	private final CaseProblems problems;

	private final CaseTokenReader tokens;

	private final List<PolicyCase> cases = new ArrayList<>();

	private final Map<String, String> places = new HashMap<>();

	private PolicyCasesReader(CaseProblems problems, @Nullable MicrogateProperties properties) {
		this.problems = problems;
		this.tokens = new CaseTokenReader(problems, properties);
	}

	static PolicyCases read(Path file, @Nullable MicrogateProperties properties) {
		return read(file, properties, WRITTEN_BY_HAND);
	}

	/** Reads a file of recorded expectations, which may be longer than others. */
	static PolicyCases readExpectations(Path file) {
		return read(file, null, DERIVED);
	}

	private static PolicyCases read(Path file, @Nullable MicrogateProperties properties, Limits limits) {
		CaseProblems problems = new CaseProblems(file.toString());
		PolicyCases cases = new PolicyCases(new PolicyCasesReader(problems, properties).cases(file, limits));
		problems.throwIfAny();
		return cases;
	}

	private List<PolicyCase> cases(Path file, Limits limits) {
		try (InputStream content = Files.newInputStream(file)) {
			return cases(YamlFile.read(new FileSystemResource(file), content.readNBytes(limits.bytes() + 1),
					limits.values(), limits.bytes()));
		}
		catch (IOException ex) {
			this.problems.add("cannot be read");
			return List.of();
		}
	}

	private List<PolicyCase> cases(List<YamlFile.Document> documents) {
		for (YamlFile.Document document : documents) {
			for (YamlFault fault : document.faults()) {
				this.problems.add(fault.origin(), fault.path(), "%s. %s.".formatted(fault.rule(), fault.cure()));
			}
		}
		if (documents.size() != 1) {
			this.problems.add("must have one YAML document with the key 'cases'");
			return List.of();
		}
		ManifestNode root = documents.get(0).root();
		return (root != null) ? cases(root) : List.of();
	}

	private List<PolicyCase> cases(ManifestNode root) {
		CaseFields fields = new CaseFields(root, "", this.problems, KNOWN);
		fields.require(CASES);
		CaseDefaults defaults = new CaseDefaults(time(fields, PolicyCase.DEFAULT_TIME), fields.string("host"));
		this.tokens.readNamed(fields);
		PolicyCaseReader reader = new PolicyCaseReader(this.problems, defaults, this.tokens);
		List<ManifestNode> items = items(fields);
		for (int i = 0; i < items.size(); i++) {
			String path = "%s[%d]".formatted(CASES, i);
			if (KNOWN_OF_GROUP.stream().anyMatch(items.get(i).fields()::containsKey)) {
				addGroup(items.get(i), path, reader);
			}
			else {
				addCase(items.get(i), path, null, reader);
			}
		}
		this.tokens.requireAllUsed(fields);
		return this.cases;
	}

	private List<ManifestNode> items(CaseFields fields) {
		ManifestNode list = fields.field(CASES);
		if (list == null) {
			return List.of();
		}
		if (list.kind() != ManifestNode.Kind.LIST || list.isEmptyList()) {
			fields.problem(CASES, "must be a list of cases that is not empty");
		}
		return list.items();
	}

	private void addGroup(ManifestNode node, String path, PolicyCaseReader reader) {
		CaseFields fields = new CaseFields(node, path, this.problems, KNOWN_OF_GROUP);
		fields.require(GROUP);
		fields.require(CASES);
		String group = fields.string(GROUP);
		if (group != null && group.isBlank()) {
			fields.problem(GROUP, "must not be blank");
		}
		List<ManifestNode> items = items(fields);
		for (int i = 0; i < items.size(); i++) {
			addCase(items.get(i), "%s.%s[%d]".formatted(path, CASES, i), group, reader);
		}
	}

	private void addCase(ManifestNode node, String path, @Nullable String group, PolicyCaseReader reader) {
		PolicyCase policyCase = reader.read(node, path, group);
		if (policyCase == null) {
			return;
		}
		this.cases.add(policyCase);
		String earlier = (policyCase.name() != null)
				? this.places.putIfAbsent(policyCase.title(), this.problems.place(node.origin())) : null;
		if (earlier != null) {
			this.problems.add(node, path + ".name", "must be another name than that of the case at " + earlier);
		}
	}

	/**
	 * Reads the key {@code time}.
	 * @param fields the object that may have it
	 * @param other the time if it does not
	 * @return the time
	 */
	static Instant time(CaseFields fields, Instant other) {
		String text = fields.string("time");
		try {
			return (text != null) ? Instant.parse(text) : other;
		}
		catch (DateTimeParseException ex) {
			fields.problem("time", "must be an instant such as 2026-01-31T12:00:00Z");
			return other;
		}
	}

	/**
	 * What counts for cases that do not say it.
	 *
	 * @param time when the request is sent
	 * @param host the host
	 */
	record CaseDefaults(Instant time, @Nullable String host) {
	}

	/**
	 * How large a file may be.
	 *
	 * @param bytes its length
	 * @param values how many values it has
	 */
	private record Limits(int bytes, int values) {
	}

}
