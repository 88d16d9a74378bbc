package io.microgate.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Measures everything on the JDK that runs, and makes the tables of the page about
 * performance.
 */
final class Report {

	private static final String[] QUICK_CHAINS = { "chains", "rounds=1", "warmup=1", "seconds=1",
			"only=(empty|stock|microgate) (repeated|rotation|missing|bad_signature|forbidden) rs256 1 prefix 1$"
					+ "|first_sight (rs256|es256) 1 prefix 1$" };

	private static final String[] QUICK_SERVERS = { "servers", "processes=1", "rounds=1", "warmup=3", "seconds=1",
			"only=(open|empty|stock|microgate) rs256$" };

	private final Arguments arguments;

	private final TokenIssuer issuer;

	Report(Arguments arguments, TokenIssuer issuer) {
		this.arguments = arguments;
		this.issuer = issuer;
	}

	void measure() throws Exception {
		boolean quick = Boolean.parseBoolean(this.arguments.text("quick", "false"));
		new ChainBenchmarks(settings(quick, QUICK_CHAINS), this.issuer).run();
		new ChainBenchmarks(actuator(quick), this.issuer).run();
		new ServerBenchmarks(settings(quick, QUICK_SERVERS), this.issuer).run();
		new StartBenchmarks(settings(quick, "start", "rounds=1"), this.issuer).run();
		new MemoryBenchmark(settings(quick, "memory", "only=1 KB"), this.issuer.tokens().directory()).run();
		new WorstBenchmark(settings(quick, "worst", "only=64 KB"), this.issuer).run();
	}

	private Arguments actuator(boolean quick) {
		return settings(quick, "chains", "rounds=1", "warmup=1", "seconds=1")
			.with("only", "(stock|microgate) (repeated|missing|bad_signature|forbidden) rs256 1 prefix 1$")
			.with("actuator", "true");
	}

	private Arguments settings(boolean quick, String... words) {
		return quick ? new Arguments(words).with("output", this.arguments.output().toString()) : this.arguments;
	}

	/**
	 * Prints the tables, or puts them into the page.
	 * @throws IOException if that fails
	 */
	void print() throws IOException {
		Tables tables = new Tables(Results.read(this.arguments.output()));
		String page = this.arguments.text("page", "");
		if (page.isEmpty()) {
			tables.print();
		}
		else {
			tables.update(Path.of(page));
		}
	}

	/** Prints what differs between the figures of two directories. */
	void compare() throws IOException {
		Results before = Results.read(Path.of(this.arguments.required("before")));
		Results after = Results.read(Path.of(this.arguments.required("after")));
		new Tables(after).compare(new Tables(before));
	}

}
