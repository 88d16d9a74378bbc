package io.microgate.actuate;

import io.microgate.runtime.CandidateDifference;
import io.microgate.runtime.CandidateListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what candidates decide differently as {@code microgate.candidate.decisions}, and
 * requests that are not compared as {@code microgate.candidate.dropped}. All tags are
 * bounded: codes of deny reasons, and names of configured routes.
 */
public final class MeterCandidateListener implements CandidateListener {

	private final Meter.MeterProvider<Counter> differences;

	private final Counter dropped;

	public MeterCandidateListener(MeterRegistry registry) {
		this.differences = Counter.builder("microgate.candidate.decisions")
			.description("Requests about which a candidate decided differently")
			.withRegistry(registry);
		this.dropped = Counter.builder("microgate.candidate.dropped")
			.description("Requests that were not compared because too many were waiting for it")
			.register(registry);
	}

	@Override
	public void differs(CandidateDifference difference) {
		this.differences
			.withTags("enforced", difference.enforcedOutcome(), "candidate", difference.candidateOutcome(), "reason",
					difference.reason(), "route", difference.route())
			.increment();
	}

	@Override
	public void dropped() {
		this.dropped.increment();
	}

}
