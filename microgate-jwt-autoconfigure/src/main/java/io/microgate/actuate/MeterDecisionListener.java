package io.microgate.actuate;

import io.microgate.jwt.DenyReason;
import io.microgate.match.RequestFacts;
import io.microgate.policy.Decision;
import io.microgate.policy.DecisionListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Counts decisions as {@code microgate.decisions}. All tags are bounded: the outcome, the
 * code of a deny reason, the name of a configured route.
 */
public final class MeterDecisionListener implements DecisionListener {

	private static final String NONE = "none";

	private final Meter.MeterProvider<Counter> decisions;

	public MeterDecisionListener(MeterRegistry registry) {
		this.decisions = Counter.builder("microgate.decisions")
			.description("Requests that were allowed or denied")
			.withRegistry(registry);
	}

	@Override
	public void decided(RequestFacts request, @Nullable String route, Decision decision) {
		DenyReason reason = decision.reason();
		this.decisions
			.withTags("outcome", decision.allowed() ? "allow" : "deny", "reason",
					(reason != null) ? reason.code() : NONE, "route", (route != null) ? route : NONE)
			.increment();
	}

}
