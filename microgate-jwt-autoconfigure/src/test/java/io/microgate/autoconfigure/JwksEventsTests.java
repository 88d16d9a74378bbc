package io.microgate.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.microgate.actuate.JwksMeters;
import io.microgate.actuate.MeterJwksListener;
import io.microgate.jwks.JwksKeysChangedEvent;
import io.microgate.jwks.JwksListener;
import io.microgate.jwks.JwksServer;
import io.microgate.jwks.OwnThreads;
import io.microgate.runtime.RunningConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what an application sees of its key sources: events and meters.
 */
@Tag("server")
class JwksEventsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final JwksServer server = JwksServer.start().withKeys("a");

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(MicrogateAutoConfiguration.class, ActuatorMicrogateAutoConfiguration.class,
						MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
		.withPropertyValues("microgate.jwks.idp.provider.remote.uri=" + this.server.uri(),
				"microgate.jwks.idp.extensions.cache.ttl=300ms",
				"microgate.jwks.idp.extensions.cache.refreshAhead=200ms");

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void eventWhenKeysChangeThenOneEachFromTheFirstKeysOn() {
		this.runner.withBean(Listener.class).run((context) -> {
			List<JwksKeysChangedEvent> events = context.getBean(Listener.class).events;
			await().atMost(PATIENCE).until(() -> this.server.hits() > 2);
			this.server.withKeys("a", "b");
			await().atMost(PATIENCE).until(() -> events.size() == 2);
			int hits = this.server.hits();
			await().atMost(PATIENCE).until(() -> this.server.hits() > hits + 2);
			assertThat(events).containsExactly(new JwksKeysChangedEvent("idp", List.of("a"), List.of()),
					new JwksKeysChangedEvent("idp", List.of("b"), List.of()));
		});
	}

	@Test
	void eventWhenContextIsNotStartedThenKeptAndWhenStoppedThenNotPublished() {
		List<Object> published = new CopyOnWriteArrayList<>();
		KeysChangedPublisher publisher = new KeysChangedPublisher(published::add);
		JwksKeysChangedEvent event = new JwksKeysChangedEvent("idp", List.of("a"), List.of());
		publisher.keysChanged(event);
		publisher.keysChanged(event);
		assertThat(published).isEmpty();
		publisher.start();
		assertThat(published).containsExactly(event, event);
		publisher.keysChanged(event);
		assertThat(published).hasSize(3);
		publisher.stop();
		publisher.keysChanged(event);
		assertThat(published).hasSize(3);
	}

	@Test
	void eventWhenListenerFailsThenTheNextIsPublished() {
		List<Object> published = new CopyOnWriteArrayList<>();
		KeysChangedPublisher publisher = new KeysChangedPublisher((event) -> {
			published.add(event);
			if (published.size() == 1) {
				throw new NoClassDefFoundError();
			}
			throw new IllegalStateException();
		});
		JwksKeysChangedEvent event = new JwksKeysChangedEvent("idp", List.of("a"), List.of());
		publisher.keysChanged(event);
		publisher.keysChanged(event);
		publisher.start();
		publisher.keysChanged(event);
		assertThat(published).hasSize(3);
	}

	@Test
	void threadsWhenContextIsClosedThenNone(@TempDir Path secret) {
		OwnThreads threads = new OwnThreads("microgate-");
		threads.call(() -> this.runner
			.withPropertyValues("microgate.secrets.secret=" + secret.toUri(),
					"microgate.jwks.local.provider.local.secretRef.name=secret")
			.run((context) -> await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(threads.names()).contains("microgate-jwks-timer",
						"microgate-jwks-worker-1"))));
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(threads.names()).isEmpty());
	}

	@Test
	void metersWhenRegistryThenBound() {
		this.runner.withBean(SimpleMeterRegistry.class).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			await().atMost(PATIENCE)
				.ignoreException(MeterNotFoundException.class)
				.untilAsserted(() -> assertThat(
						registry.get("microgate.jwks.fetch").tags("jwks", "idp", "outcome", "success").timer().count())
					.isPositive());
			assertThat(registry.get("microgate.jwks.keys").tag("jwks", "idp").gauge().value()).isOne();
			assertThat(registry.get("microgate.jwks.age").tag("jwks", "idp").gauge().value()).isBetween(0.0, 10.0);
			assertThat(registry.get("microgate.jwks.stale").tag("jwks", "idp").gauge().value()).isBetween(0.0, 1.0);
			context.getBean(RunningConfiguration.class).current().sources().get("idp").fetchUnknownKey();
			assertThat(registry.get("microgate.jwks.unknown.key").tag("outcome", "fetched").counter().count()).isOne();
		});
	}

	@Test
	void metersWhenNoRegistryThenNone() {
		new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(MicrogateAutoConfiguration.class, ActuatorMicrogateAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MeterJwksListener.class)
				.doesNotHaveBean(JwksMeters.class));
	}

	@Test
	void metersWhenMicrometerIsAbsentThenNone() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(RunningConfiguration.class)
				.hasSingleBean(JwksListener.class));
	}

	static class Listener {

		private final List<JwksKeysChangedEvent> events = new CopyOnWriteArrayList<>();

		@EventListener
		void keysChanged(JwksKeysChangedEvent event) {
			this.events.add(event);
		}

	}

}
