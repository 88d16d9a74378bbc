package io.microgate.test.refusal;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.microgate.decision.Decision;
import io.microgate.decision.DecisionListener;
import io.microgate.engine.RequestDecision;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;

/**
 * Records the decisions about requests that clients of the test send, each under the id
 * in its header {@value #HEADER}. Requests without an id are not recorded.
 */
public final class DecisionRecorder implements DecisionListener, DisposableBean {

	/**
	 * The header field that clients of the test add. It is taken off before anything is
	 * decided, so that neither a condition on headers nor the application sees it.
	 */
	public static final String HEADER = "Microgate-Test-Request";

	private static final int MAX_DECISIONS = 1_000;

	/**
	 * Of all applications of the tests: the result of a client has the id of its request,
	 * and no reference to the application.
	 */
	private static final Map<String, RecordedDecision> DECISIONS = Collections.synchronizedMap(new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, RecordedDecision> eldest) {
			return size() > MAX_DECISIONS;
		}

	});

	private static final AtomicLong NUMBER = new AtomicLong();

	private final ApplicationContext context;

	private final ThreadLocal<@Nullable String> received = new ThreadLocal<>();

	/**
	 * Creates a recorder.
	 * @param context the application
	 */
	public DecisionRecorder(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * Finds the decision about a request.
	 * @param id the id of the request
	 * @return the decision, {@code null} if none is recorded
	 */
	static @Nullable RecordedDecision find(String id) {
		return DECISIONS.get(id);
	}

	/**
	 * Returns the decision about a request.
	 * @param id the id of the request
	 * @return the decision, {@code null} if none was made
	 */
	public static @Nullable Decision decision(String id) {
		RecordedDecision recorded = find(id);
		return (recorded != null) ? recorded.decision() : null;
	}

	/**
	 * Gives an id to a request that this thread sends.
	 * @return the id
	 */
	String assignId() {
		String id = Long.toString(NUMBER.incrementAndGet());
		TestRequests.add(id);
		return id;
	}

	/**
	 * Whether a request goes to the application, and not to another server or port.
	 * @param uri the URI of the request
	 * @return whether it may have an id
	 */
	boolean isForApplication(URI uri) {
		String port = this.context.getEnvironment().getProperty("local.server.port");
		return port == null || port.equals(Integer.toString(uri.getPort()));
	}

	/** This thread decides about the request with the id, until {@link #settle}. */
	void receive(String id) {
		this.received.set(id);
	}

	void settle() {
		this.received.remove();
	}

	@Override
	public void decided(RequestFacts request, Decision decision) {
		String id = this.received.get();
		if (id != null) {
			record(id, request, decision);
		}
	}

	/** Records the decision about a request if it has been made. */
	void record(String id, @Nullable RequestDecision decision) {
		Decision made = (decision != null) ? decision.decision() : null;
		if (decision != null && made != null) {
			record(id, decision.request(), made);
		}
	}

	private void record(String id, RequestFacts request, Decision decision) {
		DECISIONS.put(id, RecordedDecision.of(this.context, request, decision));
	}

	@Override
	public void destroy() {
		synchronized (DECISIONS) {
			DECISIONS.values().removeIf((recorded) -> recorded.context() == this.context);
		}
	}

}
