package io.microgate.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What a benchmark measures one call of.
 */
interface Target extends AutoCloseable {

	/**
	 * One request, or one check of a signature.
	 * @return what came out, so that no compiler leaves it out
	 * @throws Exception if it was not what was expected
	 */
	Object call() throws Exception;

	@Override
	default void close() {
	}

	/**
	 * Calls until the compilers of the JVM have had enough to do. Goes by CPU time: on a
	 * machine with other work a time on the clock is worth little.
	 * @param target the target
	 * @param seconds the CPU time
	 * @throws Exception if a call fails
	 */
	static void warmUp(Target target, int seconds) throws Exception {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long end = threads.getCurrentThreadCpuTime() + seconds * 1_000_000_000L;
		while (threads.getCurrentThreadCpuTime() < end) {
			for (int i = 0; i < 100; i++) {
				target.call();
			}
		}
	}

	/**
	 * Starts what a scenario is about.
	 * @param scenario the scenario
	 * @param tokens the keys and tokens of the run
	 * @return the running target
	 * @throws Exception if it does not start
	 */
	static Target start(Scenario scenario, Tokens tokens) throws Exception {
		if (scenario.subject() == Scenario.Subject.SIGNATURE) {
			return SignatureTarget.of(scenario, tokens);
		}
		return (scenario.stack() == Scenario.Stack.SERVLET) ? ServletTarget.of(scenario, tokens)
				: ReactiveTarget.of(scenario, tokens);
	}

}
