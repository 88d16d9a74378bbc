package io.microgate.runtime;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.decision.Decision;
import io.microgate.decision.DecisionAttributes;
import io.microgate.decision.DecisionListener;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.decision.KeyValueLog;
import io.microgate.decision.SubjectDisclosure;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Logs the first refusal of each reason, route and entry at info level, with what the
 * configuration expects, and counts the others, once a minute while they go on. Each of
 * them is logged at debug level. A configuration that is put in force starts anew. No
 * client can fill the log: the kinds of refusals are those of the configuration.
 */
public final class RefusalLog implements DecisionListener {

	/** More kinds than can be told apart by reading. */
	private static final int MAX_KINDS = 1024;

	private static final String PREFIX = "microgate.";

	private static final KeyValueLog logger = new KeyValueLog(RefusalLog.class);

	private final Clock clock;

	private final SubjectDisclosure subjects;

	private volatile ConfiguredLines lines;

	/**
	 * Creates the log.
	 * @param running the configuration in force
	 * @param clock tells when refusals are counted again
	 */
	public RefusalLog(RunningConfiguration running, Clock clock) {
		CheckedConfiguration configuration = running.current().configuration();
		this.clock = clock;
		this.subjects = configuration.properties().observability().subjectDisclosure();
		this.lines = new ConfiguredLines(configuration);
		running.observe((next) -> this.lines = new ConfiguredLines(next.configuration()));
	}

	@Override
	public void decided(RequestFacts request, Decision decision) {
		DenyReason reason = decision.reason();
		if (reason == null || !logger.isInfoEnabled()) {
			return;
		}
		ConfiguredLines current = this.lines;
		long now = this.clock.millis();
		RefusalCount count = current.counts.putIfAbsent(current.kind(reason, decision), new RefusalCount(now));
		long more = (count != null) ? count.add(now) : 0;
		String subject = this.subjects.subject(decision);
		if (count == null) {
			logger.info(current.text.first(request, decision, subject), keyValues(decision, subject));
		}
		else if (logger.isDebugEnabled()) {
			logger.debug(current.text.one(request, decision, subject), keyValues(decision, subject));
		}
		if (more > 0) {
			logger.info(current.text.more(more, request, decision), keyValues(decision, null));
		}
	}

	private static Map<String, Object> keyValues(Decision decision, @Nullable String subject) {
		Map<String, Object> keyValues = DecisionAttributes.of(decision, PREFIX);
		if (subject != null) {
			keyValues.put(PREFIX + "subject", subject);
		}
		return keyValues;
	}

	/**
	 * Refusals that are counted together.
	 *
	 * @param reason why
	 * @param route the route, {@code null} for none
	 * @param entry the entry, {@code null} for none
	 */
	private record Kind(DenyReason reason, @Nullable String route, @Nullable EntryReference entry) {
	}

	/** What is logged about one configuration. */
	private static final class ConfiguredLines {

		private final RefusalText text;

		private final Map<Kind, RefusalCount> counts = new ConcurrentHashMap<>();

		ConfiguredLines(CheckedConfiguration configuration) {
			this.text = new RefusalText(configuration);
		}

		Kind kind(DenyReason reason, Decision decision) {
			Kind kind = new Kind(reason, decision.route(), decision.entry());
			return (this.counts.size() < MAX_KINDS || this.counts.containsKey(kind)) ? kind
					: new Kind(reason, null, null);
		}

	}

}
