package io.microgate.actuate;

import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Reports the health of one JWKS: UP while it has keys to verify tokens with, also if
 * they are older than their time to live ({@code stale: true}).
 */
final class JwksHealth implements HealthIndicator {

	private final JwksSource source;

	JwksHealth(JwksSource source) {
		this.source = source;
	}

	@Override
	public Health health() {
		JwksState state = this.source.state();
		Health.Builder health = Health.status(status(state))
			.withDetail("provider", state.provider())
			.withDetail("keyIds", state.keyIds());
		detail(health, "lastSuccess", state.lastSuccess());
		detail(health, "lastAttempt", state.lastAttempt());
		detail(health, "lastError", state.lastError());
		detail(health, "age", (state.age() != null) ? state.age().toSeconds() + "s" : null);
		detail(health, "warning", state.warning());
		return health.withDetail("stale", state.stale()).build();
	}

	private static Status status(JwksState state) {
		if (!state.attempted()) {
			return Status.UNKNOWN;
		}
		return state.usable() ? Status.UP : Status.DOWN;
	}

	private static void detail(Health.Builder health, String key, @Nullable Object value) {
		if (value != null) {
			health.withDetail(key, value.toString());
		}
	}

}
