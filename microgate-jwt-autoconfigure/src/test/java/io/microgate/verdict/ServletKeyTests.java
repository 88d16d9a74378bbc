package io.microgate.verdict;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * Keys that come, change and stay away, on Tomcat.
 */
@Tag("server")
class ServletKeyTests {

	@Nested
	class Faults extends KeyFaultTests {

		Faults() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class Fetched extends FetchedKeysTests {

		Fetched() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class Outages extends KeyOutageTests {

		Outages() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class HangingProvider extends HangingProviderTests {

		HangingProvider() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class Rotation extends KeyRotationTests {

		Rotation() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class UnknownKeyFlood extends UnknownKeyFloodTests {

		UnknownKeyFlood() {
			super(TestStack.SERVLET, 10_000);
		}

	}

	@Nested
	class Remembered extends RememberedTokenTests {

		Remembered() {
			super(TestStack.SERVLET);
		}

	}

	@Nested
	class Shapes extends KeySetShapeVerdictTests {

		Shapes() {
			super(TestStack.SERVLET);
		}

	}

}
