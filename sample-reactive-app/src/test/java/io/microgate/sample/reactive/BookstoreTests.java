package io.microgate.sample.reactive;

import java.nio.file.Path;

import io.microgate.sample.readme.ReadmeSampleTests;

/**
 * The requests of the tutorial, answered by Netty.
 */
class BookstoreTests extends ReadmeSampleTests {

	BookstoreTests() {
		super(Path.of("../docs/tutorial/protect-a-bookstore.md"), "Send requests");
	}

}
