package io.microgate.jwks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.microgate.decision.FailureLog;

/**
 * Notifies all listeners of an application. One that fails harms neither the others nor
 * the key source.
 */
public final class JwksListeners implements JwksListener {

	static final JwksListeners NONE = new JwksListeners(List.of(), Clock.systemUTC());

	private final List<JwksListener> listeners;

	/** Any client can send tokens with unknown keys, of which listeners are told. */
	private final FailureLog failures;

	/**
	 * Creates one listener of several.
	 * @param listeners the listeners in the order in which they are notified
	 * @param clock tells when the failure of a listener may be logged again
	 */
	public JwksListeners(List<JwksListener> listeners, Clock clock) {
		this.listeners = List.copyOf(listeners);
		this.failures = new FailureLog(clock);
	}

	@Override
	public void fetched(String jwks, Duration duration, boolean succeeded) {
		each((listener) -> listener.fetched(jwks, duration, succeeded));
	}

	@Override
	public void keysChanged(JwksKeysChangedEvent change) {
		each((listener) -> listener.keysChanged(change));
	}

	@Override
	public void unknownKey(String jwks, UnknownKey outcome) {
		each((listener) -> listener.unknownKey(jwks, outcome));
	}

	private void each(Consumer<JwksListener> notification) {
		for (JwksListener listener : this.listeners) {
			try {
				notification.accept(listener);
			}
			catch (Throwable ex) {
				this.failures.log("A listener to key sources failed", ex);
			}
		}
	}

}
