package io.microgate.actuate;

import io.microgate.runtime.ConfigurationReload;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Counts reloads of the configuration as {@code microgate.configuration.reloads}, and
 * sets {@code microgate.configuration.outdated} to 1 while the files differ from what is
 * in force.
 */
public final class ConfigurationMeters implements MeterBinder {

	private final ConfigurationReload reload;

	public ConfigurationMeters(ConfigurationReload reload) {
		this.reload = reload;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter
			.builder("microgate.configuration.reloads", this.reload, (current) -> current.state().succeeded())
			.description("Changed configurations that were put in force, or were not")
			.tag("outcome", "success")
			.register(registry);
		FunctionCounter.builder("microgate.configuration.reloads", this.reload, (current) -> current.state().failed())
			.description("Changed configurations that were put in force, or were not")
			.tag("outcome", "failure")
			.register(registry);
		Gauge
			.builder("microgate.configuration.outdated", this.reload,
					(current) -> (current.state().lastError() != null) ? 1 : 0)
			.description("Whether a changed configuration is not in force because of its problems")
			.register(registry);
	}

}
