package io.microgate.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksState;
import io.microgate.runtime.RunningConfiguration;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Measures the state of key sources: {@code microgate.jwks.keys}, {@code .age} (seconds)
 * and {@code .stale} (0 or 1), with the name of the JWKS as tag.
 */
public final class JwksMeters implements MeterBinder, AutoCloseable {

	private final RunningConfiguration configuration;

	private final List<Runnable> observations = new CopyOnWriteArrayList<>();

	public JwksMeters(RunningConfiguration configuration) {
		this.configuration = configuration;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		List<Meter> gauges = new ArrayList<>();
		this.observations.add(this.configuration.observe((current) -> {
			gauges.forEach(registry::remove);
			gauges.clear();
			current.sources().all().forEach((source) -> gauges.addAll(register(source, registry)));
		}));
	}

	/**
	 * Leaves the gauges as they are.
	 */
	@Override
	public void close() {
		this.observations.forEach(Runnable::run);
	}

	static List<Meter> register(JwksSource source, MeterRegistry registry) {
		return List.of(
				Gauge.builder("microgate.jwks.keys", source, (jwks) -> keys(jwks.state()))
					.description("Keys that tokens may be judged by")
					.tag("jwks", source.name())
					.register(registry),
				TimeGauge
					.builder("microgate.jwks.age", source, TimeUnit.MILLISECONDS, (jwks) -> ageMillis(jwks.state()))
					.description("Time since keys were last fetched")
					.tag("jwks", source.name())
					.register(registry),
				Gauge.builder("microgate.jwks.stale", source, (jwks) -> jwks.state().stale() ? 1 : 0)
					.description("Whether keys are older than their time to live")
					.tag("jwks", source.name())
					.register(registry));
	}

	private static int keys(JwksState state) {
		return state.usable() ? state.keyIds().size() : 0;
	}

	private static double ageMillis(JwksState state) {
		Duration age = state.age();
		return (age != null) ? age.toMillis() : Double.NaN;
	}

}
