package io.microgate.coverage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.microgate.coverage.AccessDifference.Requests;
import org.jspecify.annotations.Nullable;

/**
 * Requests that two rules decide about differently, of all hosts and methods for which
 * they do.
 */
final class RuleDifference {

	private final RequestSet requests;

	private final Map<String, Set<String>> methodsByHost = new LinkedHashMap<>();

	private @Nullable String example;

	RuleDifference(RequestSet requests) {
		this.requests = requests;
	}

	void add(String host, String method) {
		this.methodsByHost.computeIfAbsent(host, (key) -> new TreeSet<>()).add(method);
	}

	RequestSet requests() {
		return this.requests;
	}

	/** Whether the requests of a host and method are among them. */
	boolean isFor(String host, String method) {
		Set<String> methods = this.methodsByHost.get(host);
		return methods != null && methods.contains(method);
	}

	@Nullable String example() {
		return this.example;
	}

	void prove(@Nullable String request) {
		this.example = request;
	}

	/**
	 * Describes the requests.
	 * @param hosts all hosts that were compared
	 * @param methods all methods that were compared
	 * @return the requests, by groups of hosts
	 */
	List<Requests> describe(Set<String> hosts, Set<String> methods) {
		Map<Set<String>, List<String>> hostsByMethods = new LinkedHashMap<>();
		this.methodsByHost
			.forEach((host, compared) -> hostsByMethods.computeIfAbsent(compared, (key) -> new ArrayList<>())
				.add(host.startsWith(".") ? "*" + host : host));
		List<Requests> described = new ArrayList<>();
		hostsByMethods.forEach((compared,
				names) -> described.add(new Requests((names.size() == hosts.size()) ? List.of() : List.copyOf(names),
						(compared.size() == methods.size()) ? List.of() : List.copyOf(compared),
						this.requests.pathTexts(), this.requests.conditionTexts())));
		return described;
	}

}
