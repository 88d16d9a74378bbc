package io.microgate.decision;

import java.util.function.Function;
import java.util.function.Supplier;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Adds the decision to the observation of the HTTP request that it is about: the reason
 * as a low-cardinality key-value of every request of the server, route and entry as
 * high-cardinality ones unless they are to be tags.
 *
 * @param <C> type of the context that web requests are observed with
 */
public final class DecisionObservationFilter<C extends Context>
		implements ObservationFilter, SmartInitializingSingleton {

	private final Class<C> type;

	private final Function<C, @Nullable Decision> decisions;

	private final Supplier<Boolean> routeTags;

	/**
	 * Creates the filter.
	 * @param type type of the context that web requests are observed with
	 * @param decisions finds the decision about a request, {@code null} if there is none
	 * @param routeTags whether route and entry have a low cardinality, asked for when a
	 * request has been observed
	 */
	public DecisionObservationFilter(Class<C> type, Function<C, @Nullable Decision> decisions,
			Supplier<Boolean> routeTags) {
		this.type = type;
		this.decisions = decisions;
		this.routeTags = routeTags;
	}

	/**
	 * Asks before the first request, so that none waits for it.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		this.routeTags.get();
	}

	@Override
	public Context map(Context context) {
		if (!this.type.isInstance(context)) {
			return context;
		}
		Decision decision = this.decisions.apply(this.type.cast(context));
		EntryReference entry = (decision != null) ? decision.entry() : null;
		String route = (decision != null && decision.route() != null) ? decision.route() : DecisionAttributes.NONE;
		String position = (entry != null) ? String.valueOf(entry.number()) : DecisionAttributes.NONE;
		context.addLowCardinalityKeyValue(KeyValue.of("microgate.reason", DecisionAttributes.reason(decision)));
		KeyValue routeValue = KeyValue.of("microgate.route", route);
		KeyValue entryValue = KeyValue.of("microgate.entry", position);
		if (this.routeTags.get()) {
			context.addLowCardinalityKeyValue(routeValue).addLowCardinalityKeyValue(entryValue);
		}
		else {
			context.addHighCardinalityKeyValue(routeValue).addHighCardinalityKeyValue(entryValue);
		}
		return context;
	}

}
