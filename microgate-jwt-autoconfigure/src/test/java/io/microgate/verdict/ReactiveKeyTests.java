package io.microgate.verdict;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * Keys that come, change and stay away, on Netty.
 */
@Tag("server")
class ReactiveKeyTests {

	@Nested
	class Faults extends KeyFaultTests {

		Faults() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class Fetched extends FetchedKeysTests {

		Fetched() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class Outages extends KeyOutageTests {

		Outages() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class HangingProvider extends HangingProviderTests {

		HangingProvider() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class Rotation extends KeyRotationTests {

		Rotation() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class UnknownKeyFlood extends UnknownKeyFloodTests {

		UnknownKeyFlood() {
			super(TestStack.REACTIVE, 2000);
		}

	}

	@Nested
	class Remembered extends RememberedTokenTests {

		Remembered() {
			super(TestStack.REACTIVE);
		}

	}

	@Nested
	class Shapes extends KeySetShapeVerdictTests {

		Shapes() {
			super(TestStack.REACTIVE);
		}

	}

}
