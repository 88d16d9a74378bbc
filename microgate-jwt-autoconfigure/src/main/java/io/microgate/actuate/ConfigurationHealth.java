package io.microgate.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.microgate.runtime.CandidateState;
import io.microgate.runtime.Candidates;
import io.microgate.runtime.ConfigurationReload;
import io.microgate.runtime.ReloadState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reports the health of the configuration. It is always UP, because one is always in
 * force; a changed one that is not put in force shows as {@code lastError}.
 */
public final class ConfigurationHealth implements HealthIndicator {

	private final ConfigurationReload reload;

	private final @Nullable Candidates candidates;

	/**
	 * Creates the indicator.
	 * @param reload knows how reloads ended
	 * @param candidates the configurations beside the one in force, {@code null} if there
	 * are none
	 */
	public ConfigurationHealth(ConfigurationReload reload, @Nullable Candidates candidates) {
		this.reload = reload;
		this.candidates = candidates;
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
		if (this.candidates != null) {
			health.withDetail("candidates",
					this.candidates.states().stream().map(ConfigurationHealth::describe).toList());
			health.withDetail("candidateDropped", this.candidates.dropped());
		}
		return health.build();
	}

	/** A broken candidate harms no request. */
	private static Map<String, Object> describe(CandidateState state) {
		Map<String, Object> detail = new LinkedHashMap<>();
		detail.put("location", state.location());
		if (state.since() != null) {
			detail.put("since", state.since().toString());
		}
		if (state.lastError() != null) {
			detail.put("lastError", state.lastError());
		}
		detail.put("compared", state.compared());
		detail.put("different", state.different());
		return detail;
	}

}
