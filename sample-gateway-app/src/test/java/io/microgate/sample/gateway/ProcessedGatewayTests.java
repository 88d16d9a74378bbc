package io.microgate.sample.gateway;

import java.io.IOException;
import java.nio.file.Path;

import io.microgate.sample.aot.AheadOfTimeTests;
import io.microgate.sample.readme.ReadmeSection;

/**
 * The gateway after ahead-of-time processing with a configuration that lets pass what has
 * no route, run with one that refuses it.
 */
class ProcessedGatewayTests extends AheadOfTimeTests {

	ProcessedGatewayTests() throws IOException {
		super(GatewayApplication.class, ReadmeSection.of(Path.of("README.md"), "Try it"), EXPOSED, PASS);
	}

}
