package io.microgate.integration;

import org.springframework.boot.WebApplicationType;

/**
 * What is seen of decisions with WebFlux.
 */
class ReactiveObservabilityTests extends ObservabilityTests {

	ReactiveObservabilityTests() {
		super(WebApplicationType.REACTIVE, ObservedReactiveApplication.class, 1);
	}

}
