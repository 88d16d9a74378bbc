package io.microgate.test.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.microgate.test.policy.CaseEngine.Decided;
import org.jspecify.annotations.Nullable;

/**
 * Collects cases, each once and not too many, with the verdicts of the engine.
 */
final class CaseCollector {

	/** More would take too long to run with every build. */
	static final int MAX_CASES = 40_000;

	/** What every entry lets through, which comes first. */
	private static final String ESSENTIAL = "";

	private final CaseEngine engine;

	private final Map<CaseInput, Decided> decided = new HashMap<>();

	private final Map<CaseInput, Collected> cases = new LinkedHashMap<>();

	private final Set<String> names = new HashSet<>();

	private final Map<PolicyCaseToken, String> tokens = new HashMap<>();

	private final List<String> remarks = new ArrayList<>();

	private String owner = ESSENTIAL;

	CaseCollector(CaseEngine engine) {
		this.engine = engine;
	}

	Decided decide(RequestDraft request, @Nullable TokenDraft token) {
		return decide(CaseInput.of(request, token));
	}

	private Decided decide(CaseInput input) {
		return this.decided.computeIfAbsent(input,
				(key) -> this.engine.decide(this.engine.request(input.request(), input.token())));
	}

	/**
	 * Adds a case, unless one sends the same.
	 * @param group what the case is listed under
	 * @param name says what the request does not, empty if there is no need to
	 * @param request the request
	 * @param token the token, {@code null} for none
	 * @param tokenName name of the token, unless it has one already
	 */
	void add(String group, String name, RequestDraft request, @Nullable TokenDraft token, String tokenName) {
		CaseInput input = CaseInput.of(request, token);
		this.cases.putIfAbsent(input, new Collected(this.owner, group, name, tokenName));
	}

	/**
	 * Says what the cases that follow are about, so that each has an equal share of them.
	 * @param name name of an entry
	 */
	void beginProbesOf(String name) {
		this.owner = name;
	}

	private PolicyCase decided(CaseInput input, Collected collected) {
		Decided verdict = decide(input);
		String group = collected.group();
		PolicyCaseToken named = (input.token() != null) ? named(input.token(), collected.tokenName()) : null;
		return new PolicyCase(group, collected.name().isEmpty() ? null : unused(group + ": ", collected.name()),
				input.request(), named, verdict.allowed(), verdict.reason(), PolicyCase.DEFAULT_TIME, null);
	}

	private PolicyCaseToken named(PolicyCaseToken token, String name) {
		return token.named(this.tokens.computeIfAbsent(token, (key) -> unused("token ", name)));
	}

	/** A name that nothing of the kind has. */
	private String unused(String kind, String name) {
		String unused = name;
		for (int i = 2; !this.names.add(kind + unused); i++) {
			unused = "%s (%d)".formatted(name, i);
		}
		return unused;
	}

	void remark(String remark) {
		this.remarks.add(remark);
	}

	/**
	 * Returns the cases, those of a group together.
	 * @param max how many, at most
	 * @param unproven entries of which nothing is known that they allow
	 */
	DerivedCases collected(int max, List<DerivedEntry> unproven) {
		Set<CaseInput> chosen = new HashSet<>();
		Map<String, Deque<CaseInput>> open = new LinkedHashMap<>();
		this.cases.forEach(
				(input, collected) -> open.computeIfAbsent(collected.owner(), (key) -> new ArrayDeque<>()).add(input));
		Deque<CaseInput> essential = open.getOrDefault(ESSENTIAL, new ArrayDeque<>());
		while (chosen.size() < max && !essential.isEmpty()) {
			chosen.add(essential.remove());
		}
		while (chosen.size() < max && !open.values().stream().allMatch(Deque::isEmpty)) {
			open.values()
				.stream()
				.filter((inputs) -> chosen.size() < max && !inputs.isEmpty())
				.forEach((inputs) -> chosen.add(inputs.remove()));
		}
		Map<String, Integer> leftOut = new LinkedHashMap<>();
		open.values()
			.forEach((inputs) -> inputs.forEach(
					(input) -> leftOut.merge(Objects.requireNonNull(this.cases.get(input)).group(), 1, Integer::sum)));
		return new DerivedCases(ofGroups(chosen), List.copyOf(this.remarks), leftOut, unproven);
	}

	private List<PolicyCase> ofGroups(Set<CaseInput> chosen) {
		Map<String, List<PolicyCase>> byGroup = new LinkedHashMap<>();
		this.cases.forEach((input, collected) -> {
			if (chosen.contains(input)) {
				byGroup.computeIfAbsent(collected.group(), (group) -> new ArrayList<>()).add(decided(input, collected));
			}
		});
		return byGroup.values().stream().flatMap(List::stream).toList();
	}

	/**
	 * What is known of a case before it is decided.
	 *
	 * @param owner the entry whose share it takes
	 * @param group what the case is listed under
	 * @param name says what the request does not
	 * @param tokenName name of the token
	 */
	private record Collected(String owner, String group, String name, String tokenName) {
	}

}
