package io.microgate.sample.reactive;

import java.io.IOException;

import io.microgate.sample.aot.BookstoreAheadOfTimeTests;

/**
 * The sample after ahead-of-time processing, answered by Netty.
 */
class ProcessedBookstoreTests extends BookstoreAheadOfTimeTests {

	ProcessedBookstoreTests() throws IOException {
		super(BookstoreApplication.class);
	}

}
