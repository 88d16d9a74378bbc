package io.microgate.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.microgate.benchmarks.ApplicationKind.Actuator;
import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * A server whose CPU time per reply is measured.
 *
 * @param kind what it is
 * @param state the state of the tokens: in rotation or at first sight
 * @param algorithm the algorithm of their signatures
 * @param connectionsPerCore over how many connections requests are sent, 0 for the
 * setting
 */
record ServerRow(ApplicationKind kind, State state, String algorithm, int connectionsPerCore) {

	static final List<Integer> CONNECTIONS = List.of(1, 8, 64);

	/** The actuator has its own price, so all are measured without it and with it. */
	static ServerRow rotation(Stack stack, Subject subject, Actuator actuator) {
		return new ServerRow(new ApplicationKind(stack, subject, actuator), State.ROTATION, "RS256", 0);
	}

	static ServerRow firstSight(Stack stack, Subject subject, String algorithm) {
		return new ServerRow(new ApplicationKind(stack, subject, Actuator.NONE), State.FIRST_SIGHT, algorithm, 0);
	}

	ServerRow over(int connectionsPerCore) {
		return new ServerRow(this.kind, this.state, this.algorithm, connectionsPerCore);
	}

	/** The same application, whose process can be measured in several ways. */
	ServerRow process() {
		return over(0);
	}

	/** What is measured, as a filter chain would be. */
	Scenario scenario() {
		return Scenario.of(this.kind.stack(), this.kind.subject(), this.state, this.algorithm);
	}

	/**
	 * Finds a row.
	 * @param name its name
	 * @return the row, if there is one
	 */
	static Optional<ServerRow> find(String name) {
		return Arrays.stream(Stack.values())
			.flatMap((stack) -> groups(stack).stream())
			.flatMap(List::stream)
			.filter((row) -> row.toString().equals(name))
			.findFirst();
	}

	/** Groups the rows that are compared, and so take turns. */
	static List<List<ServerRow>> groups(Stack stack) {
		List<ServerRow> rotation = new ArrayList<>();
		for (Actuator actuator : List.of(Actuator.NONE, Actuator.STARTER)) {
			for (Subject subject : List.of(Subject.OPEN, Subject.EMPTY, Subject.STOCK, Subject.MICROGATE)) {
				rotation.add(rotation(stack, subject, actuator));
			}
		}
		for (Subject subject : List.of(Subject.OPEN, Subject.MICROGATE)) {
			CONNECTIONS
				.forEach((connections) -> rotation.add(rotation(stack, subject, Actuator.NONE).over(connections)));
		}
		List<List<ServerRow>> groups = new ArrayList<>(List.of(rotation));
		for (String algorithm : List.of("RS256", "ES256", Tokens.EDDSA)) {
			List<ServerRow> firstSight = new ArrayList<>();
			for (Subject subject : List.of(Subject.OPEN, Subject.STOCK, Subject.MICROGATE, Subject.ACCELERATED)) {
				if (subject != Subject.STOCK || !algorithm.equals(Tokens.EDDSA)) {
					firstSight.add(firstSight(stack, subject, algorithm));
				}
			}
			groups.add(firstSight);
		}
		return groups;
	}

	@Override
	public String toString() {
		return this.kind + ((this.state == State.FIRST_SIGHT) ? " first sight " : " ")
				+ this.algorithm.toLowerCase(Locale.ROOT)
				+ ((this.connectionsPerCore > 0) ? " over " + this.connectionsPerCore : "");
	}

}
