package io.microgate.verdict;

/**
 * The verdict table on Netty with every configuration in manifests.
 */
class ReactiveManifestVerdictTableTests extends ManifestVerdictTableTests {

	ReactiveManifestVerdictTableTests() {
		super(TestStack.REACTIVE);
	}

}
