package io.microgate.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.microgate.benchmarks.Scenario.Shape;
import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.State;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * Makes the tables of what filter chains cost.
 */
final class ChainTables {

	private static final String STOCK = "stock";

	private static final String ONE_ROUTE = "1 route";

	private static final Scenario REPEATED = microgate(State.REPEATED, "RS256");

	private final Results results;

	ChainTables(Results results) {
		this.results = results;
	}

	List<Table> all() {
		return List.of(table("Filter chains", chains()), signatures(), table("Bound tokens and propagation", besides()),
				table("Scale", sizes()));
	}

	private static Scenario microgate(State state, String algorithm) {
		return Scenario.of(Stack.SERVLET, Subject.MICROGATE, state, algorithm);
	}

	private static List<ChainRow> chains() {
		List<ChainRow> rows = new ArrayList<>();
		rows.add(repeated("RS256").atMost(0.1, 0.1));
		rows.add(repeated("PS256"));
		rows.add(repeated("ES256").atMost(0.01));
		for (String algorithm : List.of("RS256", "ES256")) {
			rows.add(ChainRow.ratio("10,000 tokens in rotation, " + algorithm, STOCK,
					microgate(State.ROTATION, algorithm), stock(State.REPEATED, algorithm)));
		}
		for (String algorithm : Tokens.ALGORITHMS) {
			Scenario first = microgate(State.FIRST_SIGHT, algorithm);
			rows.add(ChainRow.ratio("first sight, " + algorithm, "signature", first, first.by(Subject.SIGNATURE))
				.atMost((Tokens.keyId(algorithm).equals(Tokens.RSA)) ? 1.35 : 1.1));
		}
		for (String algorithm : List.of("RS256", "PS256")) {
			rows.add(ChainRow
				.ratio("first sight on an event loop, " + algorithm, "signature",
						microgate(State.FIRST_SIGHT_APART, algorithm),
						microgate(State.FIRST_SIGHT, algorithm).by(Subject.SIGNATURE))
				.atMost(1.35));
		}
		rows.add(ChainRow.bytes("a repeated token, RS256", REPEATED));
		rows.add(rejected("missing token", State.MISSING).atMost(1));
		rows.add(rejected("bad signature", State.BAD_SIGNATURE).atMost(1));
		rows.add(rejected("expired", State.EXPIRED));
		rows.add(rejected("forbidden", State.FORBIDDEN).atMost(1));
		rows.add(repeated("RS256").withActuator());
		rows.add(rejected("missing token", State.MISSING).withActuator());
		rows.add(rejected("bad signature", State.BAD_SIGNATURE).withActuator());
		rows.add(rejected("forbidden", State.FORBIDDEN).withActuator());
		return rows;
	}

	private static ChainRow repeated(String algorithm) {
		return ChainRow.ratio("repeated token, " + algorithm, STOCK, microgate(State.REPEATED, algorithm),
				stock(State.REPEATED, algorithm));
	}

	private static ChainRow rejected(String what, State state) {
		return ChainRow.ratio(what, STOCK, microgate(state, "RS256"), stock(state, "RS256"));
	}

	private static Scenario stock(State state, String algorithm) {
		return microgate(state, algorithm).by(Subject.STOCK);
	}

	private static List<ChainRow> besides() {
		String without = "a remembered token";
		Scenario header = microgate(State.HEADER, "RS256");
		Scenario propagated = microgate(State.PROPAGATED, "RS256");
		return List.of(
				ChainRow.difference("token bound to the certificate of the connection", without,
						microgate(State.CERTIFICATE, "RS256"), REPEATED),
				ChainRow.difference("token bound to a key, with a proof by ES256", without,
						microgate(State.DPOP, "RS256"), REPEATED),
				ChainRow.difference("one header field by an identity propagation", without, propagated, REPEATED),
				ChainRow.difference("the same field, set by a filter of the application", without, header, REPEATED));
	}

	private static List<ChainRow> sizes() {
		List<ChainRow> rows = new ArrayList<>();
		for (Shape shape : Shape.values()) {
			rows.add(ChainRow
				.ratio("10,000 routes, " + shape.name().toLowerCase(Locale.ROOT), ONE_ROUTE,
						REPEATED.withRoutes(ChainScenarios.MANY_ROUTES, shape), REPEATED.withRoutes(1, shape))
				.atMost(1.1));
		}
		Scenario stock = REPEATED.by(Subject.STOCK);
		rows.add(ChainRow.ratio("stock: 10,000 routes", "stock: 1 route",
				stock.withRoutes(ChainScenarios.MANY_ROUTES, Shape.PREFIX), stock));
		for (int routes : List.of(1, 100, ChainScenarios.MANY_ROUTES)) {
			rows.add(ChainRow
				.difference(
						"128 policy entries" + ((routes > 1) ? String.format(Locale.ROOT, ", %,d routes", routes) : ""),
						"1 entry, 1 route",
						REPEATED.withRoutes(routes, Shape.PREFIX).withEntries(ChainScenarios.MANY_ENTRIES), REPEATED)
				.atMost(2));
		}
		Scenario first = microgate(State.FIRST_SIGHT, "RS256");
		for (int keySets : List.of(10, ChainScenarios.MANY_KEY_SETS)) {
			rows.add(
					ChainRow.ratio(keySets + " JWKS, repeated token", "1 JWKS", REPEATED.withKeySets(keySets), REPEATED)
						.atMost(1.1));
			rows.add(ChainRow.ratio(keySets + " JWKS, first sight", "1 JWKS", first.withKeySets(keySets), first)
				.atMost(1.1));
		}
		return rows;
	}

	private Table table(String heading, List<ChainRow> rows) {
		List<String> columns = new ArrayList<>(List.of("what", "against", "target"));
		for (Stack stack : Stack.values()) {
			this.results.jdks().forEach((jdk) -> columns.add(stack.name().toLowerCase(Locale.ROOT) + ", JDK " + jdk));
		}
		return new Table(heading, columns, rows.stream().map(this::cells).toList());
	}

	private List<String> cells(ChainRow row) {
		List<String> cells = new ArrayList<>(List.of(row.what(), row.against(), row.target()));
		for (Stack stack : Stack.values()) {
			this.results.jdks().forEach((jdk) -> cells.add(row.cell(this.results, stack, jdk)));
		}
		return cells;
	}

	/** Compares the provider of native signatures with that of the JDK. */
	private Table signatures() {
		List<String> columns = new ArrayList<>(List.of("algorithm"));
		for (String jdk : this.results.jdks()) {
			columns.addAll(List.of("signature, JDK " + jdk, "servlet, JDK " + jdk, "reactive, JDK " + jdk));
		}
		return new Table("With a provider of native signatures", columns,
				Tokens.ALGORITHMS.stream().map(this::withProvider).toList());
	}

	private List<String> withProvider(String algorithm) {
		Scenario first = microgate(State.FIRST_SIGHT, algorithm);
		List<String> cells = new ArrayList<>(List.of(algorithm));
		for (String jdk : this.results.jdks()) {
			Figures figures = this.results.figures("chains", jdk);
			cells.add(change(figures, first.by(Subject.SIGNATURE), first.by(Subject.ACCELERATED_SIGNATURE)));
			for (Stack stack : Stack.values()) {
				cells.add(change(figures, first.on(stack), first.on(stack).by(Subject.ACCELERATED)));
			}
		}
		return cells;
	}

	private static String change(Figures figures, Scenario without, Scenario with) {
		return (figures.has(without) && figures.has(with))
				? Cells.number(figures.median(without, CpuProfiler.CPU) / 1000) + " → "
						+ Cells.micros(figures.median(with, CpuProfiler.CPU))
				: Cells.MISSING;
	}

}
