package io.microgate.test.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.engine.ExplainRequest;
import io.microgate.test.policy.CaseEngine.Decided;
import io.microgate.test.token.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deletes and weakens each condition, matcher and requirement of the configurations of
 * the verdict tables, and looks whether a recorded request has another verdict.
 */
class PolicyMutationTests {

	/** Runs some tables only, by their names. */
	private static final Set<String> TABLES = Set.of(System.getProperty("policy-mutation-tables", "").split(","));

	private final TestKeys keys = new TestKeys();

	private int cases;

	private int mutations;

	private int invalid;

	private int otherReasons;

	/**
	 * The list says what makes each condition redundant that can be deleted or weakened
	 * without another verdict.
	 */
	@Test
	void compareWhenConditionIsDeletedOrWeakenedThenRecordedRequestHasAnotherVerdict(TestReporter reporter)
			throws IOException {
		Map<String, Set<String>> survivors = new TreeMap<>();
		Map<String, Map<String, Object>> configurations = VerdictConfigurations.all();
		configurations.put("overlap", VerdictConfigurations
			.yaml(new ClassPathResource("policy-mutations/overlap.yaml").getContentAsString(StandardCharsets.UTF_8)));
		configurations.forEach((name, configuration) -> {
			if (TABLES.contains("") || TABLES.contains(name)) {
				Set<String> survived = survivors(name, configuration);
				if (!survived.isEmpty()) {
					survivors.put(name, survived);
				}
			}
		});
		int survived = survivors.values().stream().mapToInt(Set::size).sum();
		reporter.publishEntry("mutations",
				"%d cases; %d mutations, %d further ones invalid; %d survive, %d change reasons only"
					.formatted(this.cases, this.mutations, this.invalid, survived, this.otherReasons));
		assertThat(survived).isLessThan(Math.max(1, this.mutations / 20));
		assertThat(survivors).isEqualTo(redundant());
	}

	private static Map<String, Set<String>> redundant() throws IOException {
		String text = new ClassPathResource("policy-mutations/redundant.yaml")
			.getContentAsString(StandardCharsets.UTF_8);
		Map<String, Set<String>> redundant = new TreeMap<>();
		VerdictConfigurations.yaml(text).forEach((table, reasons) -> {
			if (TABLES.contains("") || TABLES.contains(table)) {
				Set<String> mutated = new TreeSet<>();
				((Map<?, ?>) reasons).forEach((mutation, reason) -> mutated.add(String.valueOf(mutation)));
				redundant.put(table, mutated);
			}
		});
		return redundant;
	}

	private Set<String> survivors(String name, Map<String, Object> configuration) {
		CheckedConfiguration checked = VerdictConfigurations.read(name, configuration);
		CaseEngine engine = CaseEngine.offline(checked, this.keys, false);
		List<RecordedCase> recorded = new ArrayList<>();
		for (PolicyCase policyCase : CaseDerivation.derive(engine).cases()) {
			recorded.add(new RecordedCase(policyCase, engine.request(policyCase.request(), policyCase.token())));
		}
		this.cases += recorded.size();
		Set<String> survivors = new TreeSet<>();
		Set<Map<String, Object>> distinct = new HashSet<>();
		for (Mutation mutation : Mutations.of(configuration)) {
			CheckedConfiguration changed = VerdictConfigurations.check(mutation.configuration());
			if (changed == null) {
				this.invalid++;
			}
			else if (!changed.meansTheSameAs(checked) && distinct.add(mutation.configuration())) {
				this.mutations++;
				if (survives(changed, nearestFirst(recorded, mutation))) {
					survivors.add(mutation.what());
				}
			}
		}
		return survivors;
	}

	private boolean survives(CheckedConfiguration changed, List<RecordedCase> recorded) {
		CaseEngine engine = CaseEngine.offline(changed, this.keys, false);
		boolean otherReason = false;
		for (RecordedCase each : recorded) {
			Decided decided = engine.decide(each.request());
			if (decided.allowed() != each.policyCase().allowed()) {
				return false;
			}
			otherReason |= decided.reason() != each.policyCase().reason();
		}
		this.otherReasons += otherReason ? 1 : 0;
		return !otherReason;
	}

	/** Most mutations show where they are made. */
	private static List<RecordedCase> nearestFirst(List<RecordedCase> recorded, Mutation mutation) {
		String name = mutation.what().replaceFirst("^[a-z-]+\\.", "").replaceFirst("[.\\[ ].*", "");
		return recorded.stream()
			.sorted(Comparator.comparing((RecordedCase each) -> !isAbout(each.policyCase().title(), name)))
			.toList();
	}

	private static boolean isAbout(String title, String name) {
		return title.startsWith(name + "[") || title.contains(" route " + name + ":");
	}

	/**
	 * A case with its request, which is the same whatever the configuration is.
	 *
	 * @param policyCase the case
	 * @param request what is sent
	 */
	private record RecordedCase(PolicyCase policyCase, ExplainRequest request) {
	}

}
