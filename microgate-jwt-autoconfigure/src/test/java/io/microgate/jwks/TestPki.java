package io.microgate.jwks;

/**
 * Authorities and certificates that tests share.
 */
final class TestPki {

	static final TestAuthority ROOT = TestAuthority.root("Test Root");

	static final TestAuthority OTHER_ROOT = TestAuthority.root("Other Root");

	/** Has the name of the root, but not its key. */
	static final TestAuthority FALSE_ROOT = TestAuthority.root("Test Root");

	static final TestAuthority INTERMEDIATE = ROOT.intermediate("Test Intermediate");

	static final TestAuthority SECOND_INTERMEDIATE = INTERMEDIATE.intermediate("Second Intermediate");

	static final TestCertificate LOCALHOST = ROOT.issue("DNS:localhost");

	static final TestCertificate ELSEWHERE = ROOT.issue("DNS:idp.example.com");

	static final TestCertificate BELOW_INTERMEDIATE = INTERMEDIATE.issue("DNS:localhost");

	private TestPki() {
	}

}
