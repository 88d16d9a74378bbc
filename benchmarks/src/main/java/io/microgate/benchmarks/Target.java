package io.microgate.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Makes the call that a benchmark measures.
 */
interface Target extends AutoCloseable {

	/**
	 * Sends one request, or verifies one signature.
	 * @return the result, so that no compiler can drop the call
	 * @throws Exception if the result is not the expected one
	 */
	Object call() throws Exception;

	@Override
	default void close() {
	}

	/**
	 * Repeats the call until the compilers of the JVM have done their work. Counts CPU
	 * time, because time on the clock means little on a machine with other work.
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
	 * Starts the target of a scenario.
	 * @param scenario the scenario
	 * @param tokens the keys and tokens of the run
	 * @return the running target
	 * @throws Exception if it does not start
	 */
	static Target start(Scenario scenario, Tokens tokens) throws Exception {
		if (scenario.subject().isSignature()) {
			return SignatureTarget.of(scenario, tokens);
		}
		return (scenario.stack() == Scenario.Stack.SERVLET) ? ServletTarget.of(scenario, tokens)
				: ReactiveTarget.of(scenario, tokens);
	}

}
