package io.microgate.integration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;

/**
 * Keeps the observations that have stopped.
 */
class ObservedRequests implements ObservationHandler<Observation.Context> {

	private final List<Observation.Context> contexts = new CopyOnWriteArrayList<>();

	@Override
	public boolean supportsContext(Observation.Context context) {
		return true;
	}

	@Override
	public void onStop(Observation.Context context) {
		this.contexts.add(context);
	}

	/** The observations of HTTP requests, but those to a path that is asked at start. */
	List<Observation.Context> requests(String start) {
		return this.contexts.stream()
			.filter((context) -> "http.server.requests".equals(context.getName()))
			.filter((context) -> !start.equals(value(context.getHighCardinalityKeyValues(), "http.url")))
			.toList();
	}

	/** Everything that was observed, as text. */
	List<String> texts() {
		return this.contexts.stream().map(ObservedRequests::text).toList();
	}

	private static String text(Observation.Context context) {
		return context.getName() + context.getContextualName() + context.getAllKeyValues();
	}

	static String value(KeyValues keyValues, String key) {
		return keyValues.stream()
			.filter((each) -> each.getKey().equals(key))
			.map(KeyValue::getValue)
			.findFirst()
			.orElse(null);
	}

}
