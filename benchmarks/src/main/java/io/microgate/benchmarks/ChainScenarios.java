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

	static final int MANY_KEY_SETS = 100;

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
				scenarios.add(Scenario.of(stack, Subject.ACCELERATED_SIGNATURE, State.FIRST_SIGHT, algorithm));
			}
			if (!algorithm.equals(Tokens.EDDSA)) {
				scenarios.add(Scenario.of(stack, Subject.STOCK, State.REPEATED, algorithm));
			}
			if (stack == Stack.REACTIVE && Tokens.keyId(algorithm).equals(Tokens.RSA)) {
				scenarios.add(Scenario.of(stack, Subject.MICROGATE, State.FIRST_SIGHT_APART, algorithm));
			}
			scenarios.add(Scenario.of(stack, Subject.ACCELERATED, State.FIRST_SIGHT, algorithm));
			for (State state : List.of(State.REPEATED, State.ROTATION, State.FIRST_SIGHT)) {
				scenarios.add(Scenario.of(stack, Subject.MICROGATE, state, algorithm));
			}
		}
		scenarios.add(Scenario.of(stack, Subject.STOCK, State.ROTATION, "RS256"));
	}

	/**
	 * Adds numbers of routes, entries and JWKS; the other scenarios have one route, a
	 * prefix.
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
		for (int routes : List.of(100, MANY_ROUTES)) {
			scenarios.add(microgate.withRoutes(routes, Shape.PREFIX).withEntries(MANY_ENTRIES));
		}
		for (int keySets : List.of(10, MANY_KEY_SETS)) {
			scenarios.add(microgate.withKeySets(keySets));
			scenarios.add(Scenario.of(stack, Subject.MICROGATE, State.FIRST_SIGHT, "RS256").withKeySets(keySets));
		}
	}

}
