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

}
