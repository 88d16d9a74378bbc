package io.microgate.actuate;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.request.RequestFacts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

/**
 * Tests for {@link MeterDecisionListener}.
 */
class MeterDecisionListenerTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MeterDecisionListener listener = new MeterDecisionListener(this.registry);

	private final RequestFacts request = mock();

	private double count(String outcome, String reason, String route) {
		return this.registry.get("microgate.decisions")
			.tags("outcome", outcome, "reason", reason, "route", route)
			.counter()
			.count();
	}

	@Test
	void decidedWhenAllowedThenCountedWithoutReason() {
		this.listener.decided(this.request, "bookstore", Decision.ALLOW);
		this.listener.decided(this.request, "bookstore", Decision.ALLOW);
		assertThat(count("allow", "none", "bookstore")).isEqualTo(2);
	}

	@Test
	void decidedWhenDeniedThenCountedByReason() {
		this.listener.decided(this.request, "bookstore", Decision.deny(DenyReason.TOKEN_EXPIRED));
		this.listener.decided(this.request, "bookstore", Decision.deny(DenyReason.KEY_UNAVAILABLE));
		assertThat(count("deny", "token.expired", "bookstore")).isOne();
		assertThat(count("deny", "key.unavailable", "bookstore")).isOne();
	}

	@Test
	void decidedWhenNoRouteThenCountedAndNothingOfTheRequestIsATag() {
		this.listener.decided(this.request, null, Decision.deny(DenyReason.ROUTE_NONE));
		assertThat(count("deny", "route.none", "none")).isOne();
		verifyNoInteractions(this.request);
	}

}
