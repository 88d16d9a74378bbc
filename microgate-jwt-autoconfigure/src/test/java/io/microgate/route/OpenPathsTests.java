package io.microgate.route;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OpenPaths}.
 */
class OpenPathsTests {

	private final OpenPaths openPaths = new OpenPaths(() -> List.of("/actuator/health", "/livez"));

	@ParameterizedTest
	@CsvSource({ "/actuator/health, true", "/actuator/health/, true", "/actuator/health/liveness, true", "/livez, true",
			"/actuator/healthy, false", "/actuator, false", "/actuator/info, false", "/, false",
			"/ACTUATOR/HEALTH, false" })
	void isOpenWhenNoRouteThenByPath(String path, boolean open) {
		assertThat(this.openPaths.isOpen(path, RouteMatch.NONE)).isEqualTo(open);
	}

	@ParameterizedTest
	@CsvSource({ "/, true", "/actuator, true", "/actuator/health, false", "/actuator/health/liveness, false" })
	void isOpenWhenRouteFoundByLiteralThenOpenUnlessLiteralLiesUnder(String literal, boolean open) {
		RouteMatch match = new RouteMatch(null, RoutePath.below(literal), true);
		assertThat(this.openPaths.isOpen("/actuator/health/liveness", match)).isEqualTo(open);
	}

	@Test
	void isOpenWhenRouteFoundByPatternThenOpen() {
		assertThat(this.openPaths.isOpen("/actuator/health", new RouteMatch(null, null, true))).isTrue();
	}

	@Test
	void afterSingletonsInstantiatedThenPathsAreNotAskedForAgain() {
		AtomicInteger asked = new AtomicInteger();
		OpenPaths paths = new OpenPaths(() -> List.of("/" + asked.incrementAndGet()));
		paths.afterSingletonsInstantiated();
		assertThat(asked).hasValue(1);
		assertThat(paths.isOpen("/1", RouteMatch.NONE)).isTrue();
		assertThat(asked).hasValue(1);
	}

	@Test
	void isOpenWhenNoneThenNothing() {
		assertThat(OpenPaths.NONE.isOpen("/", RouteMatch.NONE)).isFalse();
	}

}
