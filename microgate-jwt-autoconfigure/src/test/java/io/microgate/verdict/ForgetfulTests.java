package io.microgate.verdict;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * Verdicts, attacks, vectors and keys where no token is remembered, each on one stack.
 * All others run with memory.
 */
@Tag("server")
class ForgetfulTests {

	@Nested
	class Verdicts extends VerdictTableTests {

		Verdicts() {
			super(TestStack.REACTIVE.withoutMemory());
		}

	}

	@Nested
	class Algorithms extends AlgorithmAttackTests {

		Algorithms() {
			super(TestStack.REACTIVE.withoutMemory());
		}

	}

	@Nested
	class KeySelection extends KeySelectionAttackTests {

		KeySelection() {
			super(TestStack.REACTIVE.withoutMemory());
		}

	}

	@Nested
	class KeySources extends KeySourceAttackTests {

		KeySources() {
			super(TestStack.REACTIVE.withoutMemory());
		}

	}

	@Nested
	class Signatures extends SignatureAttackTests {

		Signatures() {
			super(TestStack.REACTIVE.withoutMemory());
		}

	}

	@Nested
	class Structure extends StructureAttackTests {

		Structure() {
			super(TestStack.REACTIVE.withoutMemory());
		}

	}

	@Nested
	class Sizes extends SizeAttackTests {

		Sizes() {
			super(TestStack.REACTIVE.withoutMemory());
		}

	}

	@Nested
	class Claims extends ClaimAttackTests {

		Claims() {
			super(TestStack.REACTIVE.withoutMemory());
		}

	}

	@Nested
	class Extraction extends ExtractionAttackTests {

		Extraction() {
			super(TestStack.REACTIVE.withoutMemory());
		}

	}

	@Nested
	class Vectors extends VectorTests {

		Vectors() {
			super(TestStack.SERVLET.withoutMemory());
		}

	}

	@Nested
	class Faults extends KeyFaultTests {

		Faults() {
			super(TestStack.SERVLET.withoutMemory());
		}

	}

	@Nested
	class Outages extends KeyOutageTests {

		Outages() {
			super(TestStack.SERVLET.withoutMemory());
		}

	}

	@Nested
	class Rotation extends KeyRotationTests {

		Rotation() {
			super(TestStack.SERVLET.withoutMemory());
		}

	}

	@Nested
	class Reload extends ReloadTests {

		Reload() {
			super(TestStack.SERVLET.withoutMemory());
		}

	}

	@Nested
	class Remembered extends RememberedTokenTests {

		Remembered() {
			super(TestStack.SERVLET.withoutMemory());
		}

	}

}
