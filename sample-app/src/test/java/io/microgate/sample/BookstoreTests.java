package io.microgate.sample;

import java.nio.file.Path;

import io.microgate.sample.readme.ReadmeSampleTests;

/**
 * The requests of the README, answered by Tomcat.
 */
class BookstoreTests extends ReadmeSampleTests {

	BookstoreTests() {
		super(Path.of("../README.md"), "The sample");
	}

}
