package io.microgate.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.microgate.configuration.ObservabilitySpec;
import io.microgate.decision.Decision;
import io.microgate.decision.DecisionAttributes;
import io.microgate.decision.DecisionListener;
import io.microgate.decision.PrintableText;
import io.microgate.decision.SubjectDisclosure;
import io.microgate.request.RequestFacts;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes an audit event for each refusal and, if configured, for each allowed request.
 */
public final class AuditDecisionListener implements DecisionListener {

	/** Type of the audit event of a refusal. */
	static final String DENIED = "MICROGATE_DENIED";

	/** Type of the audit event of an allowed request. */
	static final String ALLOWED = "MICROGATE_ALLOWED";

	private final ApplicationEventPublisher publisher;

	private final boolean allowedToo;

	private final SubjectDisclosure subjects;

	/**
	 * Creates the listener.
	 * @param publisher publishes the events
	 * @param spec which decisions are events, and what is shown of the subject
	 */
	public AuditDecisionListener(ApplicationEventPublisher publisher, ObservabilitySpec spec) {
		this.publisher = publisher;
		this.allowedToo = spec.auditsAllowed();
		this.subjects = spec.subjectDisclosure();
	}

	@Override
	public void decided(RequestFacts request, Decision decision) {
		if (decision.allowed() && !this.allowedToo) {
			return;
		}
		String principal = Objects.requireNonNullElse(this.subjects.subject(decision), "");
		Map<String, Object> data = DecisionAttributes.of(decision, "");
		data.put("method", PrintableText.of(request.method()));
		data.put("host", PrintableText.of(request.host()));
		data.put("path", PrintableText.of(request.path()));
		AuditEvent event = new AuditEvent(principal, decision.allowed() ? ALLOWED : DENIED, new LinkedHashMap<>(data));
		this.publisher.publishEvent(new AuditApplicationEvent(event));
	}

}
