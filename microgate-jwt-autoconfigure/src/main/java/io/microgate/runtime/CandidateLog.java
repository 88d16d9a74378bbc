package io.microgate.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

import io.microgate.decision.KeyValueLog;
import io.microgate.decision.PrintableText;
import io.microgate.request.RequestFacts;

/**
 * Logs differences between candidates and the configuration in force: the first one of
 * each kind, and how many followed once a minute. Kinds are told apart by what is
 * configured, and there is a limit to them, so that no client can fill log or memory.
 */
final class CandidateLog {

	private static final KeyValueLog logger = new KeyValueLog(CandidateLog.class);

	/** More is no difference any more, but another configuration. */
	static final int MAX_KINDS = 200;

	private static final String OTHERS = "Candidates decide differently in further ways";

	/** How many have not been logged yet, by what there is to say of them. */
	private final Map<String, Repeated> counts = new LinkedHashMap<>();

	synchronized void log(CandidateDifference difference, RequestFacts request) {
		String text = difference.describe();
		Map<String, Object> keyValues = difference.keyValues();
		boolean told = this.counts.size() < MAX_KINDS || this.counts.containsKey(text);
		String kind = told ? text : OTHERS;
		Repeated repeated = this.counts.get(kind);
		if (repeated == null) {
			repeated = new Repeated(told ? keyValues : Map.of(), 0);
			logger.info(kind, repeated.keyValues());
			this.counts.put(kind, repeated);
		}
		else {
			this.counts.put(kind, new Repeated(repeated.keyValues(), repeated.count() + 1));
		}
		if (logger.isDebugEnabled()) {
			logger.debug(
					"%s (%s %s)".formatted(text, PrintableText.of(request.method()), PrintableText.of(request.path())),
					keyValues);
		}
	}

	/** Logs how many have followed since the last time, for each kind that goes on. */
	synchronized void logCounts() {
		this.counts.replaceAll((kind, repeated) -> {
			if (repeated.count() > 0) {
				logger.info("%s (%d more since the last such line)".formatted(kind, repeated.count()),
						repeated.keyValues());
			}
			return new Repeated(repeated.keyValues(), 0);
		});
	}

	/** Logs each kind again, as another configuration is compared. */
	synchronized void forget() {
		logCounts();
		this.counts.clear();
	}

	/**
	 * Differences of one kind that have not been logged yet.
	 *
	 * @param keyValues what structured logging writes of them
	 * @param count how many there are
	 */
	private record Repeated(Map<String, Object> keyValues, long count) {
	}

}
