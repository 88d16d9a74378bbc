package io.microgate.sample;

import io.microgate.sample.aot.AheadOfTimeTests;

/**
 * The sample after ahead-of-time processing, answered by Tomcat.
 */
class ProcessedBookstoreTests extends AheadOfTimeTests {

	ProcessedBookstoreTests() {
		super(BookstoreApplication.class);
	}

}
