package io.microgate.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import io.microgate.benchmarks.ApplicationKind.Actuator;
import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * Makes the tables of what servers cost.
 */
final class ServerTables {

	private static final double TOMCAT_GOAL = 1.5;

	private static final double NETTY_GOAL = 1.8;

	private final Results results;

	ServerTables(Results results) {
		this.results = results;
	}

	List<Table> all() {
		return List.of(cpu(), bytes(), firstSight(), connections());
	}

	private Table cpu() {
		return new Table("Servers", List.of("server", "open", "empty chain", "stock", "microgate", "target"),
				eachKind((jdk, row) -> {
					Figures figures = figures(jdk);
					ServerRow open = of(row, Subject.OPEN);
					double goal = goal(row.kind().stack());
					return List.of(
							figures.has(open) ? Cells.micros(figures.median(open, ServerBenchmarks.CPU))
									: Cells.MISSING,
							ratio(figures, of(row, Subject.EMPTY), open, Double.NaN),
							ratio(figures, of(row, Subject.STOCK), open, Double.NaN),
							ratio(figures, of(row, Subject.MICROGATE), open, goal), "<= " + goal);
				}));
	}

	private Table bytes() {
		return new Table("Bytes per response", List.of("server", "open", "empty chain", "stock", "microgate", "target"),
				eachKind((jdk, row) -> {
					Figures figures = figures(jdk);
					List<String> cells = new ArrayList<>();
					double empty = figures.median(of(row, Subject.EMPTY), ServerBenchmarks.BYTES);
					for (Subject subject : List.of(Subject.OPEN, Subject.EMPTY, Subject.STOCK, Subject.MICROGATE)) {
						cells.add(Cells.bytes(figures.median(of(row, subject), ServerBenchmarks.BYTES),
								(subject == Subject.MICROGATE) ? empty : Double.NaN));
					}
					cells.add(Double.isNaN(empty) ? ""
							: "<= " + Cells.kilobytes(Cells.BYTES_FACTOR * empty + Cells.BYTES_MORE));
					return cells;
				}));
	}

	private Table firstSight() {
		List<List<String>> rows = new ArrayList<>();
		for (Stack stack : Stack.values()) {
			for (String jdk : this.results.jdks()) {
				for (String algorithm : List.of("RS256", "ES256", Tokens.EDDSA)) {
					ServerRow open = ServerRow.firstSight(stack, Subject.OPEN, algorithm);
					List<String> cells = new ArrayList<>(List.of(server(stack, jdk, Actuator.NONE) + ", " + algorithm));
					for (Subject subject : List.of(Subject.STOCK, Subject.MICROGATE, Subject.ACCELERATED)) {
						cells
							.add((subject == Subject.STOCK && algorithm.equals(Tokens.EDDSA)) ? "not supported" : ratio(
									figures(jdk), ServerRow.firstSight(stack, subject, algorithm), open, Double.NaN));
					}
					rows.add(cells);
				}
			}
		}
		return new Table("First sight on servers", List.of("server", "stock", "microgate", "microgate with a provider"),
				rows);
	}

	private Table connections() {
		List<String> columns = new ArrayList<>(List.of("server"));
		ServerRow.CONNECTIONS.forEach((number) -> columns.add(number + " per core"));
		List<List<String>> rows = new ArrayList<>();
		for (Stack stack : Stack.values()) {
			for (String jdk : this.results.jdks()) {
				List<String> cells = new ArrayList<>(List.of(server(stack, jdk, Actuator.NONE)));
				for (int number : ServerRow.CONNECTIONS) {
					cells.add(ratio(figures(jdk),
							ServerRow.rotation(stack, Subject.MICROGATE, Actuator.NONE).over(number),
							ServerRow.rotation(stack, Subject.OPEN, Actuator.NONE).over(number), Double.NaN));
				}
				rows.add(cells);
			}
		}
		return new Table("Connections", columns, rows);
	}

	private List<List<String>> eachKind(BiFunction<String, ServerRow, List<String>> cells) {
		List<List<String>> rows = new ArrayList<>();
		for (Stack stack : Stack.values()) {
			for (String jdk : this.results.jdks()) {
				for (Actuator actuator : List.of(Actuator.NONE, Actuator.STARTER)) {
					List<String> row = new ArrayList<>(List.of(server(stack, jdk, actuator)));
					row.addAll(cells.apply(jdk, ServerRow.rotation(stack, Subject.MICROGATE, actuator)));
					rows.add(row);
				}
			}
		}
		return rows;
	}

	private Figures figures(String jdk) {
		return this.results.figures("servers", jdk);
	}

	private static ServerRow of(ServerRow row, Subject subject) {
		return ServerRow.rotation(row.kind().stack(), subject, row.kind().actuator());
	}

	private static String ratio(Figures figures, ServerRow row, ServerRow base, double goal) {
		return Cells.spread(figures.ratios(row, base, ServerBenchmarks.CPU), goal);
	}

	private static double goal(Stack stack) {
		return (stack == Stack.SERVLET) ? TOMCAT_GOAL : NETTY_GOAL;
	}

	private static String server(Stack stack, String jdk, Actuator actuator) {
		return ((stack == Stack.SERVLET) ? "Tomcat" : "Netty") + ", JDK " + jdk
				+ ((actuator == Actuator.STARTER) ? ", actuator" : "");
	}

}
