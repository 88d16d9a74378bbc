package io.microgate.benchmarks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.microgate.benchmarks.Scenario.Shape;
import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * Lists the scenarios in which filter chains are measured.
 */
final class ChainScenarios {

	static final List<State> REJECTIONS = List.of(State.MISSING, State.BAD_SIGNATURE, State.EXPIRED, State.FORBIDDEN);

	static final List<State> BESIDES = List.of(State.HEADER, State.PROPAGATED, State.CERTIFICATE, State.DPOP);

	static final int MANY_ROUTES = 10_000;

	static final int MANY_ENTRIES = 128;

	private ChainScenarios() {
	}

	static Set<Scenario> all() {
		Set<Scenario> scenarios = new LinkedHashSet<>();
		for (Stack stack : Stack.values()) {
			scenarios.add(Scenario.of(stack, Subject.EMPTY, State.REPEATED, "RS256"));
			addTokens(scenarios, stack);
			for (State state : BESIDES) {
				scenarios.add(Scenario.of(stack, Subject.MICROGATE, state, "RS256"));
			}
			for (State state : REJECTIONS) {
				scenarios.add(Scenario.of(stack, Subject.STOCK, state, "RS256"));
				scenarios.add(Scenario.of(stack, Subject.MICROGATE, state, "RS256"));
			}
			addSizes(scenarios, stack);
		}
		return scenarios;
	}

	private static void addTokens(Set<Scenario> scenarios, Stack stack) {
		for (String algorithm : Tokens.ALGORITHMS) {
			if (stack == Stack.SERVLET) {
				scenarios.add(Scenario.of(stack, Subject.SIGNATURE, State.FIRST_SIGHT, algorithm));
			}
			scenarios.add(Scenario.of(stack, Subject.STOCK, State.REPEATED, algorithm));
			for (State state : List.of(State.REPEATED, State.ROTATION, State.FIRST_SIGHT)) {
				scenarios.add(Scenario.of(stack, Subject.MICROGATE, state, algorithm));
			}
		}
		scenarios.add(Scenario.of(stack, Subject.STOCK, State.ROTATION, "RS256"));
	}

	/**
	 * Adds numbers of routes and entries; the other scenarios have one route, a prefix.
	 */
	private static void addSizes(Set<Scenario> scenarios, Stack stack) {
		Scenario stock = Scenario.of(stack, Subject.STOCK, State.REPEATED, "RS256");
		Scenario microgate = stock.by(Subject.MICROGATE);
		for (int routes : List.of(1, 100, MANY_ROUTES)) {
			for (Shape shape : Shape.values()) {
				scenarios.add(microgate.withRoutes(routes, shape));
			}
		}
		scenarios.add(stock.withRoutes(100, Shape.PREFIX));
		scenarios.add(stock.withRoutes(MANY_ROUTES, Shape.PREFIX));
		scenarios.add(stock.withEntries(MANY_ENTRIES));
		scenarios.add(microgate.withEntries(MANY_ENTRIES));
	}

}
