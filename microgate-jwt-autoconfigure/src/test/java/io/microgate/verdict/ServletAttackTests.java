package io.microgate.verdict;

import org.junit.jupiter.api.Nested;

/**
 * The attacks on Tomcat.
 */
class ServletAttackTests {

	@Nested
	class Algorithms extends AlgorithmAttackTests {

		Algorithms() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class KeySelection extends KeySelectionAttackTests {

		KeySelection() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class KeySources extends KeySourceAttackTests {

		KeySources() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class Signatures extends SignatureAttackTests {

		Signatures() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class Structure extends StructureAttackTests {

		Structure() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class Sizes extends SizeAttackTests {

		Sizes() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class Claims extends ClaimAttackTests {

		Claims() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class Extraction extends ExtractionAttackTests {

		Extraction() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class Preflights extends PreflightAttackTests {

		Preflights() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class Paths extends PathAttackTests {

		Paths() {
			super(TestStack.SERVLET);
		}

	}

	/**
	 * Without Spring Security's firewall, and by a server that lets through what it can.
	 */
	@Nested
	class LenientPaths extends PathAttackTests {

		LenientPaths() {
			super(TestStack.SERVLET, "lenient");
		}

	}

	@Nested
	class RawRequests extends RawRequestTests {

		RawRequests() {
			super(TestStack.SERVLET);
		}

	}

}
