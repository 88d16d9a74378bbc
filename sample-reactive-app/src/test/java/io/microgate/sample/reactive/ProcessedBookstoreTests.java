package io.microgate.sample.reactive;

import io.microgate.sample.aot.AheadOfTimeTests;

/**
 * The sample after ahead-of-time processing, answered by Netty.
 */
class ProcessedBookstoreTests extends AheadOfTimeTests {

	ProcessedBookstoreTests() {
		super(BookstoreApplication.class);
	}

}
