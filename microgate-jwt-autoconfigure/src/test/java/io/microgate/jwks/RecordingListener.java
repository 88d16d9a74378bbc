package io.microgate.jwks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Remembers what it was told.
 */
final class RecordingListener implements JwksListener {

	private final List<String> news = new CopyOnWriteArrayList<>();

	@Override
	public void fetched(String jwks, Duration duration, boolean succeeded) {
		this.news.add(jwks + (duration.isNegative() ? " ended before it began" : " fetched: " + succeeded));
	}

	@Override
	public void keysChanged(JwksKeysChangedEvent change) {
		this.news.add(change.jwks() + " +" + change.added() + " -" + change.removed());
	}

	@Override
	public void unknownKey(String jwks, UnknownKey outcome) {
		this.news.add(jwks + " " + outcome);
	}

	List<String> news() {
		return this.news;
	}

}
