package io.microgate.verdict;

import java.io.IOException;

import io.microgate.decision.DenyReason;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The attacks on Tomcat.
 */
@Tag("server")
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

	@Nested
	class Dispatches extends DispatchAttackTests {

		Dispatches() {
			super(TestStack.SERVLET);
		}

		/** Here the filter takes the method from the query, too. */
		@Test
		void attack6_5WhenMethodIsOverriddenInTheQueryThenTheApplicationsMethodIsJudged() throws IOException {
			refuses(http("POST /posted/x?_method=DELETE"), DenyReason.POLICY_NONE);
			accepts(http("POST /deleted/x?_method=DELETE"));
			refuses(http("POST /deleted/x?_method=POST"), DenyReason.POLICY_NONE);
			refuses(http("GET /posted/x?_method=POST"), DenyReason.POLICY_NONE);
			refuses(http("GET /deleted/x?_method=DELETE"), DenyReason.POLICY_NONE);
		}

	}

}
