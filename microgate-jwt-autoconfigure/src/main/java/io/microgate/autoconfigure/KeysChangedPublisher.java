package io.microgate.autoconfigure;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.microgate.jwks.JwksKeysChangedEvent;
import io.microgate.jwks.JwksListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes changes of key sets as application events. Changes that happen while the
 * context is being built are kept until it has started and has all listeners. A closing
 * context publishes nothing. A listener that fails is logged.
 */
final class KeysChangedPublisher implements JwksListener, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(KeysChangedPublisher.class);

	private final ApplicationEventPublisher publisher;

	private final Queue<JwksKeysChangedEvent> pending = new ConcurrentLinkedQueue<>();

	private volatile boolean running;

	KeysChangedPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void keysChanged(JwksKeysChangedEvent change) {
		this.pending.add(change);
		publish();
	}

	private void publish() {
		while (this.running) {
			@Nullable JwksKeysChangedEvent next = this.pending.poll();
			if (next == null) {
				return;
			}
			publish(next);
		}
	}

	private void publish(JwksKeysChangedEvent event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (Throwable ex) {
			logger.error("A listener to changed keys failed", ex);
		}
	}

	@Override
	public void start() {
		this.running = true;
		publish();
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
