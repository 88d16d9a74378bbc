package io.microgate.benchmarks;

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
