package io.microgate.benchmarks;

import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * A row that compares two scenarios within filter chains.
 *
 * @param what what is measured
 * @param against the name of what it is compared with
 * @param target the target, empty for none
 * @param kind how it is compared
 * @param goal the highest ratio or difference of CPU time, {@code NaN} for none
 * @param bytesGoal the same for bytes
 * @param scenario what is measured, on the servlet stack
 * @param base what it is compared with
 */
record ChainRow(String what, String against, String target, Kind kind, double goal, double bytesGoal, Scenario scenario,
		Scenario base) {

	private static final String CHAINS = "chains";

	private static final String ACTUATOR = "chains-actuator";

	private static final double MICRO = 1000;

	enum Kind {

		RATIO, DIFFERENCE,

		/** A ratio, with the actuator on both sides. */
		ACTUATOR,

		/** Bytes, of which the base may be exceeded a little. */
		BYTES

	}

	static ChainRow ratio(String what, String against, Scenario scenario, Scenario base) {
		return new ChainRow(what, against, "", Kind.RATIO, Double.NaN, Double.NaN, scenario, base);
	}

	static ChainRow difference(String what, String against, Scenario scenario, Scenario base) {
		return new ChainRow(what, against, "", Kind.DIFFERENCE, Double.NaN, Double.NaN, scenario, base);
	}

	/** Compares bytes with what an empty chain allocates. */
	static ChainRow bytes(String what, Scenario scenario) {
		return new ChainRow("bytes of " + what, "empty chain",
				"<= " + Cells.BYTES_FACTOR + " + " + Cells.kilobytes(Cells.BYTES_MORE), Kind.BYTES, Double.NaN,
				Double.NaN, scenario, scenario.by(Subject.EMPTY));
	}

	ChainRow withActuator() {
		return new ChainRow("with the actuator: " + this.what, this.against + " with it", "", Kind.ACTUATOR, Double.NaN,
				Double.NaN, this.scenario, this.base);
	}

	ChainRow atMost(double goal) {
		String text = (this.kind == Kind.DIFFERENCE) ? "+ " + Cells.goal(goal) + " µs at most"
				: "<= " + Cells.goal(goal);
		return new ChainRow(this.what, this.against, text, this.kind, goal, Double.NaN, this.scenario, this.base);
	}

	ChainRow atMost(double goal, double bytesGoal) {
		return new ChainRow(this.what, this.against, "<= " + Cells.goal(goal) + " (" + Cells.goal(bytesGoal) + ")",
				this.kind, goal, bytesGoal, this.scenario, this.base);
	}

	/** The cell of a stack and a JDK. */
	String cell(Results results, Stack stack, String jdk) {
		if (stack == Stack.SERVLET && this.scenario.state() == State.FIRST_SIGHT_APART) {
			return Cells.NOTHING;
		}
		Figures figures = results.figures((this.kind == Kind.ACTUATOR) ? ACTUATOR : CHAINS, jdk);
		Scenario on = this.scenario.on(stack);
		Scenario against = this.base.on(stack);
		if (!figures.has(on) || !figures.has(against)) {
			return Cells.MISSING;
		}
		if (this.kind == Kind.BYTES) {
			return Cells.bytes(figures.median(on, CpuProfiler.BYTES), figures.median(against, CpuProfiler.BYTES))
					+ " of " + Cells.kilobytes(figures.median(against, CpuProfiler.BYTES));
		}
		if (this.kind == Kind.DIFFERENCE) {
			double cpu = difference(figures, on, against, CpuProfiler.CPU);
			String text = Cells.difference(cpu) + ", "
					+ Cells.kilobytes(difference(figures, on, against, CpuProfiler.BYTES));
			return (cpu > this.goal * MICRO) ? "**" + text + "**" : text;
		}
		return Cells.ratio(figures.ratio(on, against, CpuProfiler.CPU), this.goal) + " ("
				+ Cells.ratio(figures.ratio(on, against, CpuProfiler.BYTES), this.bytesGoal) + ")";
	}

	private static double difference(Figures figures, Scenario scenario, Scenario base, String quantity) {
		return figures.median(scenario, quantity) - figures.median(base, quantity);
	}

}
