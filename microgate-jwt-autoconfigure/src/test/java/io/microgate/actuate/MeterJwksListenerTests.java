package io.microgate.actuate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.microgate.jwks.JwksKeysChangedEvent;
import io.microgate.jwks.JwksListener.UnknownKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MeterJwksListener}.
 */
class MeterJwksListenerTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MeterJwksListener listener = new MeterJwksListener(this.registry);

	@ParameterizedTest
	@CsvSource({ "true, success", "false, failure" })
	void fetchedWhenEndedThenTimedByOutcome(boolean succeeded, String outcome) {
		this.listener.fetched("idp", Duration.ofMillis(250), succeeded);
		this.listener.fetched("idp", Duration.ofMillis(250), succeeded);
		assertThat(this.registry.get("microgate.jwks.fetch").timers()).singleElement().satisfies((timer) -> {
			assertThat(timer.getId().getTag("jwks")).isEqualTo("idp");
			assertThat(timer.getId().getTag("outcome")).isEqualTo(outcome);
			assertThat(timer.count()).isEqualTo(2);
			assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(500);
		});
	}

	@Test
	void keysChangedWhenKeysAreAddedAndRemovedThenCountedByChange() {
		this.listener.keysChanged(new JwksKeysChangedEvent("idp", List.of("a", "b"), List.of()));
		assertThat(changes("removed")).isZero();
		this.listener.keysChanged(new JwksKeysChangedEvent("idp", List.of("c"), List.of("a")));
		assertThat(changes("added")).isEqualTo(3);
		assertThat(changes("removed")).isOne();
	}

	@Test
	void unknownKeyWhenAskedThenCountedByOutcome() {
		this.listener.unknownKey("idp", UnknownKey.FETCHED);
		this.listener.unknownKey("idp", UnknownKey.JOINED);
		this.listener.unknownKey("idp", UnknownKey.SUPPRESSED);
		this.listener.unknownKey("idp", UnknownKey.SUPPRESSED);
		assertThat(count("fetched")).isOne();
		assertThat(count("joined")).isOne();
		assertThat(count("suppressed")).isEqualTo(2);
	}

	private double changes(String change) {
		return this.registry.get("microgate.jwks.key.changes").tags("jwks", "idp", "change", change).counter().count();
	}

	private double count(String outcome) {
		return this.registry.get("microgate.jwks.unknown.key")
			.tags("jwks", "idp", "outcome", outcome)
			.counter()
			.count();
	}

}
