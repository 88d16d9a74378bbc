package io.microgate.actuate;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.microgate.decision.Decision;
import io.microgate.decision.DecisionAttributes;
import io.microgate.decision.DecisionListener;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.request.RequestFacts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Counts decisions as {@code microgate.decisions}. All tags are bounded: the outcome, the
 * code of a deny reason, and what is configured: the name of a route, policy and JWT, the
 * position of an entry.
 */
public final class MeterDecisionListener implements DecisionListener {

	/** Stands for the entry of a decision that none made. */
	private static final EntryReference NO_ENTRY = new EntryReference(DecisionAttributes.NONE, -1, null, null);

	private final Meter.MeterProvider<Counter> decisions;

	private final Counters allowed = new Counters(null);

	private final Map<DenyReason, Counters> denied = new EnumMap<>(DenyReason.class);

	public MeterDecisionListener(MeterRegistry registry) {
		this.decisions = Counter.builder("microgate.decisions")
			.description("Requests that were allowed or denied")
			.withRegistry(registry);
		for (DenyReason reason : DenyReason.values()) {
			this.denied.put(reason, new Counters(reason));
		}
	}

	@Override
	public void decided(RequestFacts request, Decision decision) {
		DenyReason reason = decision.reason();
		Counters counters = (reason != null) ? Objects.requireNonNull(this.denied.get(reason)) : this.allowed;
		counters.find(decision).increment();
	}

	/**
	 * The counters of one reason. Looks them up without the registry, which would create
	 * and compare all tags.
	 */
	private final class Counters {

		private final @Nullable DenyReason reason;

		private final Map<String, Map<EntryReference, Counter>> byRoute = new ConcurrentHashMap<>();

		Counters(@Nullable DenyReason reason) {
			this.reason = reason;
		}

		Counter find(Decision decision) {
			String route = orNone(decision.route());
			EntryReference entry = (decision.entry() != null) ? decision.entry() : NO_ENTRY;
			Map<EntryReference, Counter> byEntry = this.byRoute.get(route);
			Counter counter = (byEntry != null) ? byEntry.get(entry) : null;
			return (counter != null) ? counter : this.byRoute.computeIfAbsent(route, (key) -> new ConcurrentHashMap<>())
				.computeIfAbsent(entry, (key) -> register(route, key));
		}

		private Counter register(String route, EntryReference entry) {
			return MeterDecisionListener.this.decisions.withTags("outcome", (this.reason != null) ? "deny" : "allow",
					"reason", (this.reason != null) ? this.reason.code() : DecisionAttributes.NONE, "route", route,
					"policy", entry.policy(), "entry",
					(entry != NO_ENTRY) ? String.valueOf(entry.number()) : DecisionAttributes.NONE, "jwt",
					orNone(entry.jwt()));
		}

		private static String orNone(@Nullable String name) {
			return (name != null) ? name : DecisionAttributes.NONE;
		}

	}

}
