package io.microgate.actuate;

import io.microgate.runtime.ConfigurationReload;
import io.microgate.runtime.ReloadState;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reports the health of the configuration. It is always UP, because one is always in
 * force; a changed one that is not put in force shows as {@code lastError}.
 */
public final class ConfigurationHealth implements HealthIndicator {

	private final ConfigurationReload reload;

	public ConfigurationHealth(ConfigurationReload reload) {
		this.reload = reload;
	}

	@Override
	public Health health() {
		ReloadState state = this.reload.state();
		Health.Builder health = Health.up().withDetail("inForceSince", state.inForceSince().toString());
		if (state.lastAttempt() != null) {
			health.withDetail("lastAttempt", state.lastAttempt().toString());
		}
		if (state.lastError() != null) {
			health.withDetail("lastError", state.lastError());
		}
		return health.build();
	}

}
