package io.microgate.jwks;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * All listeners of an application. One that fails harms neither the others nor the key
 * source.
 */
public final class JwksListeners implements JwksListener {

	static final JwksListeners NONE = new JwksListeners(List.of());

	private static final Log logger = LogFactory.getLog(JwksSource.class);

	private final List<JwksListener> listeners;

	/**
	 * Makes one listener of several.
	 * @param listeners the listeners in the order in which they are told
	 */
	public JwksListeners(List<JwksListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void fetched(String jwks, Duration duration, boolean succeeded) {
		tell((listener) -> listener.fetched(jwks, duration, succeeded));
	}

	@Override
	public void keysChanged(JwksKeysChangedEvent change) {
		tell((listener) -> listener.keysChanged(change));
	}

	@Override
	public void unknownKey(String jwks, UnknownKey outcome) {
		tell((listener) -> listener.unknownKey(jwks, outcome));
	}

	private void tell(Consumer<JwksListener> news) {
		for (JwksListener listener : this.listeners) {
			try {
				news.accept(listener);
			}
			catch (RuntimeException ex) {
				logger.error("A listener to key sources failed", ex);
			}
		}
	}

}
