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

	private static Decision allowed() {
		return new Decision(null, null, "bookstore", null, null, null);
	}

	private static Decision denied(DenyReason reason) {
		return new Decision(reason, null, "bookstore", null, null, null);
	}

	@Test
	void decidedWhenAllowedThenCountedWithoutReason() {
		this.listener.decided(this.request, allowed());
		this.listener.decided(this.request, allowed());
		assertThat(count("allow", "none", "bookstore")).isEqualTo(2);
	}

	@Test
	void decidedWhenDeniedThenCountedByReason() {
		this.listener.decided(this.request, denied(DenyReason.TOKEN_EXPIRED));
		this.listener.decided(this.request, denied(DenyReason.KEY_UNAVAILABLE));
		assertThat(count("deny", "token.expired", "bookstore")).isOne();
		assertThat(count("deny", "key.unavailable", "bookstore")).isOne();
	}

	@Test
	void decidedWhenNoRouteThenCountedAndNothingOfTheRequestIsATag() {
		this.listener.decided(this.request, Decision.deny(DenyReason.ROUTE_NONE));
		assertThat(count("deny", "route.none", "none")).isOne();
		verifyNoInteractions(this.request);
	}

}
