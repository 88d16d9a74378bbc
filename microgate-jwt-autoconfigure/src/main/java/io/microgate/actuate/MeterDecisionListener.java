package io.microgate.actuate;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.microgate.decision.Decision;
import io.microgate.decision.DecisionListener;
import io.microgate.decision.DenyReason;
import io.microgate.request.RequestFacts;
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

	private final Map<String, Counter> allowed = new ConcurrentHashMap<>();

	private final Map<DenyReason, Map<String, Counter>> denied = new EnumMap<>(DenyReason.class);

	public MeterDecisionListener(MeterRegistry registry) {
		this.decisions = Counter.builder("microgate.decisions")
			.description("Requests that were allowed or denied")
			.withRegistry(registry);
		for (DenyReason reason : DenyReason.values()) {
			this.denied.put(reason, new ConcurrentHashMap<>());
		}
	}

	/**
	 * Looks up counters without the registry, which would create and compare all tags.
	 */
	@Override
	public void decided(RequestFacts request, Decision decision) {
		DenyReason reason = decision.reason();
		Map<String, Counter> byRoute = (reason != null) ? Objects.requireNonNull(this.denied.get(reason))
				: this.allowed;
		String name = (decision.route() != null) ? decision.route() : NONE;
		Counter counter = byRoute.get(name);
		if (counter == null) {
			counter = byRoute.computeIfAbsent(name, (key) -> register(reason, key));
		}
		counter.increment();
	}

	private Counter register(@Nullable DenyReason reason, String route) {
		return this.decisions.withTags("outcome", (reason != null) ? "deny" : "allow", "reason",
				(reason != null) ? reason.code() : NONE, "route", route);
	}

}
