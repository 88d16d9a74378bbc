package io.microgate.verdict;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * The attacks on Netty.
 */
@Tag("server")
class ReactiveAttackTests {

	@Nested
	class Algorithms extends AlgorithmAttackTests {

		Algorithms() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class KeySelection extends KeySelectionAttackTests {

		KeySelection() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class KeySources extends KeySourceAttackTests {

		KeySources() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class Signatures extends SignatureAttackTests {

		Signatures() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class Structure extends StructureAttackTests {

		Structure() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class Sizes extends SizeAttackTests {

		Sizes() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class Claims extends ClaimAttackTests {

		Claims() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class Extraction extends ExtractionAttackTests {

		Extraction() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class Preflights extends PreflightAttackTests {

		Preflights() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class Paths extends PathAttackTests {

		Paths() {
			super(TestStack.REACTIVE);
		}

	}

	/**
	 * Without Spring Security's firewall, and by a server that lets through what it can.
	 */
	@Nested
	class LenientPaths extends PathAttackTests {

		LenientPaths() {
			super(TestStack.REACTIVE, "lenient");
		}

	}

	@Nested
	class RawRequests extends RawRequestTests {

		RawRequests() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class Dispatches extends DispatchAttackTests {

		Dispatches() {
			super(TestStack.REACTIVE);
		}

	}

}
