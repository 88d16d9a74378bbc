package io.microgate.verdict;

/**
 * The verdict table on Tomcat with every configuration in manifests.
 */
class ServletManifestVerdictTableTests extends ManifestVerdictTableTests {

	ServletManifestVerdictTableTests() {
		super(TestStack.SERVLET);
	}

}
