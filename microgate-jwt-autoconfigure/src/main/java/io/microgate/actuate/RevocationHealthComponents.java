package io.microgate.actuate;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.microgate.revocation.RevocationState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reports the health of each list of revoked tokens of the configuration in force as a
 * component: UP while entries are in force, also if the file cannot be read any more.
 */
public final class RevocationHealthComponents implements CompositeHealthContributor {

	private final Supplier<Map<String, RevocationState>> states;

	/**
	 * Creates the components.
	 * @param states the state of each list by name of the secret
	 */
	public RevocationHealthComponents(Supplier<Map<String, RevocationState>> states) {
		this.states = states;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return this.states.get().containsKey(name) ? indicator(name) : null;
	}

	@Override
	public Stream<HealthContributors.Entry> stream() {
		return this.states.get().keySet().stream().map((name) -> new HealthContributors.Entry(name, indicator(name)));
	}

	private HealthIndicator indicator(String name) {
		return () -> {
			RevocationState state = this.states.get().get(name);
			return (state != null) ? health(state) : Health.unknown().build();
		};
	}

	private static Health health(RevocationState state) {
		Health.Builder health = (state.entries() != null) ? Health.up() : Health.down();
		if (state.entries() != null) {
			health.withDetail("entries", state.entries());
		}
		if (state.since() != null) {
			health.withDetail("since", state.since().toString());
		}
		if (state.lastError() != null) {
			health.withDetail("lastError", state.lastError());
		}
		return health.build();
	}

}
