package io.microgate.benchmarks;

import java.util.List;

import io.microgate.benchmarks.ApplicationKind.Actuator;
import io.microgate.benchmarks.Scenario.Stack;
import io.microgate.benchmarks.Scenario.Subject;

/**
 * An application whose start is measured.
 *
 * @param kind what it is
 * @param routes how many routes it has
 * @param keySets from how many JWKS it accepts tokens
 */
record StartRow(ApplicationKind kind, int routes, int keySets) {

	private static final int MANY_ROUTES = 5000;

	private static final int MANY_KEY_SETS = 100;

	static StartRow of(Stack stack, Subject subject, Actuator actuator) {
		return new StartRow(new ApplicationKind(stack, subject, actuator), 1, 1);
	}

	static StartRow withManyRoutes(Stack stack) {
		return new StartRow(microgate(stack), MANY_ROUTES, 1);
	}

	static StartRow withManyKeySets(Stack stack) {
		return new StartRow(microgate(stack), 1, MANY_KEY_SETS);
	}

	static List<StartRow> all(Stack stack) {
		return List.of(of(stack, Subject.OPEN, Actuator.NONE), of(stack, Subject.STOCK, Actuator.NONE),
				of(stack, Subject.STOCK, Actuator.ENDPOINTS), of(stack, Subject.STOCK, Actuator.STARTER),
				of(stack, Subject.MICROGATE, Actuator.NONE), of(stack, Subject.MICROGATE, Actuator.STARTER),
				withManyRoutes(stack), withManyKeySets(stack));
	}

	private static ApplicationKind microgate(Stack stack) {
		return new ApplicationKind(stack, Subject.MICROGATE, Actuator.NONE);
	}

	@Override
	public String toString() {
		return this.kind + ((this.routes > 1) ? ", " + this.routes + " routes" : "")
				+ ((this.keySets > 1) ? ", " + this.keySets + " JWKS" : "");
	}

}
