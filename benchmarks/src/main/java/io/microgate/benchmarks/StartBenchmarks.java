package io.microgate.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.microgate.benchmarks.RunningApplication.Kind;
import io.microgate.benchmarks.Scenario.Stack;

/**
 * Measures what the start of the application costs. Every round starts each kind once.
 */
final class StartBenchmarks {

	private static final String CPU = "cpu";

	private static final String WALL = "wall";

	private final Arguments arguments;

	private final TokenIssuer issuer;

	private final Figures figures = new Figures();

	StartBenchmarks(Arguments arguments, TokenIssuer issuer) {
		this.arguments = arguments;
		this.issuer = issuer;
	}

	void run() throws Exception {
		List<Kind> kinds = new ArrayList<>();
		for (Stack stack : Stack.values()) {
			kinds.addAll(Kind.all(stack));
		}
		kinds.removeIf((kind) -> !kind.toString().contains(this.arguments.text("only", "")));
		for (int round = 0; round < this.arguments.number("rounds", 5); round++) {
			for (Kind kind : kinds) {
				try (RunningApplication application = RunningApplication.start(kind, this.issuer.tokens(), "RS256")) {
					this.figures.add(kind, CPU, application.startCpu().toNanos());
					this.figures.add(kind, WALL, application.startTime().toNanos());
				}
			}
		}
		print(kinds);
		this.figures.write(this.arguments.output(), "start");
	}

	private void print(List<Kind> kinds) {
		Figures.print("%n| application | CPU ms | wall ms | CPU ms more than open | the same with actuator |");
		Figures.print("|---|---|---|---|---|");
		for (Kind kind : kinds) {
			double cpu = this.figures.median(kind, CPU);
			Figures.print("| %s | %.0f | %.0f | %+.0f | %+.0f |", kind, cpu / 1e6,
					this.figures.median(kind, WALL) / 1e6, (cpu - this.figures.median(kind.open(false), CPU)) / 1e6,
					(cpu - this.figures.median(kind.open(true), CPU)) / 1e6);
		}
	}

}
