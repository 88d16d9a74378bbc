package io.microgate.verdict;

import org.springframework.boot.WebApplicationType;

/**
 * The readings of paths on Netty.
 */
class ReactivePathReadingTests extends PathReadingTests {

	ReactivePathReadingTests() {
		super(new TestStack("reactive", WebApplicationType.REACTIVE, ReactiveReadingApplication.class,
				"spring.webflux.base-path"));
	}

}
