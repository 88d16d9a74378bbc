package io.microgate.jwks;

import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Holds the last key set that was fetched, for as long as it may be used. Attempts are
 * reported one after the other; reading is one volatile read.
 */
final class FetchedKeys {

	private final String name;

	private final KeyLifetimes lifetimes;

	private final Clock clock;

	private final JwksListener listener;

	private final KeySourceLog log;

	private volatile KeySourceFacts facts = KeySourceFacts.NOTHING;

	FetchedKeys(String name, KeyLifetimes lifetimes, Clock clock, JwksListener listener) {
		this.name = name;
		this.lifetimes = lifetimes;
		this.clock = clock;
		this.listener = listener;
		this.log = new KeySourceLog(name);
	}

	String name() {
		return this.name;
	}

	@Nullable KeySet current() {
		KeySourceFacts current = this.facts;
		ParsedKeySet keySet = current.keySet();
		return (keySet != null && current.within(this.lifetimes.maxStale(), this.clock.instant())) ? keySet.keys()
				: null;
	}

	void succeeded(ParsedKeySet fetched) {
		change(this.facts.succeeded(fetched, this.clock.instant()));
	}

	void failed(String cause) {
		change(this.facts.failed(cause, this.clock.instant()));
	}

	private void change(KeySourceFacts after) {
		KeySourceFacts before = this.facts;
		this.facts = after;
		this.log.fetched(before, after);
		JwksKeysChangedEvent change = JwksKeysChangedEvent.between(this.name, before.keySet(), after.keySet());
		if (change != null) {
			this.listener.keysChanged(change);
		}
	}

	/**
	 * Returns the state for health and operations.
	 * @param failure what is wrong although keys are fetched, {@code null} for nothing
	 */
	JwksState state(@Nullable String failure) {
		KeySourceFacts current = this.facts.with(failure);
		Instant now = this.clock.instant();
		boolean stale = current.keySet() != null && !current.within(this.lifetimes.ttl(), now);
		return current.state("remote", now, current.within(this.lifetimes.maxStale(), now), stale);
	}

}
