package io.microgate.sample;

import java.nio.file.Path;

import io.microgate.sample.readme.ReadmeSampleTests;

/**
 * The requests of the tutorial, answered by Tomcat.
 */
class BookstoreTests extends ReadmeSampleTests {

	BookstoreTests() {
		super(Path.of("../docs/tutorial/protect-a-bookstore.md"), "Send requests");
	}

}
