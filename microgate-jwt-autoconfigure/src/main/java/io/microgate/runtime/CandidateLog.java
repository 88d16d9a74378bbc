package io.microgate.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

import io.microgate.decision.PrintableText;
import io.microgate.request.RequestFacts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

/**
 * Logs differences between candidates and the configuration in force: the first one of
 * each kind, and how many followed once a minute. Kinds are told apart by what is
 * configured, and there is a limit to them, so that no client can fill log or memory.
 */
final class CandidateLog {

	private static final Log logger = LogFactory.getLog(CandidateLog.class);

	/** More is no difference any more, but another configuration. */
	static final int MAX_KINDS = 200;

	private static final String OTHERS = "Candidates decide differently in further ways";

	/** How many have not been logged yet, by what there is to say of them. */
	private final Map<String, Long> counts = new LinkedHashMap<>();

	synchronized void log(CandidateDifference difference, RequestFacts request) {
		String text = difference.describe();
		String kind = (this.counts.size() < MAX_KINDS || this.counts.containsKey(text)) ? text : OTHERS;
		Long count = this.counts.putIfAbsent(kind, 0L);
		if (count == null) {
			logger.info(kind);
		}
		else {
			this.counts.put(kind, count + 1);
		}
		if (logger.isDebugEnabled()) {
			logger.debug(
					"%s (%s %s)".formatted(text, PrintableText.of(request.method()), PrintableText.of(request.path())));
		}
	}

	/** Logs how many have followed since the last time, for each kind that goes on. */
	synchronized void logCounts() {
		this.counts.replaceAll((kind, count) -> {
			if (count > 0) {
				logger.info(LogMessage.format("%s (%d more since the last such line)", kind, count));
			}
			return 0L;
		});
	}

	/** Logs each kind again, as another configuration is compared. */
	synchronized void forget() {
		logCounts();
		this.counts.clear();
	}

}
