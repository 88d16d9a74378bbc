package io.microgate.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksState;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link JwksHealth}.
 */
class JwksHealthTests {

	private static final Instant SUCCESS = Instant.parse("2030-01-01T00:00:00Z");

	private static final Instant ATTEMPT = Instant.parse("2030-01-01T00:20:00Z");

	private static JwksHealthComponents components(JwksSource... sources) {
		return new JwksHealthComponents(() -> List.of(sources));
	}

	private static Health health(JwksState state) {
		return new JwksHealth(new TestJwksSource("idp", state)).health();
	}

	@Test
	void healthWhenFirstAttemptHasNotEndedThenUnknown() {
		Health health = health(new JwksState("remote", false, false, List.of(), null, null, null, null, false, null));
		assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health.getDetails()).containsOnly(entry("provider", "remote"), entry("keyIds", List.of()),
				entry("stale", false));
	}

	@Test
	void healthWhenKeysThenUp() {
		Health health = health(new JwksState("remote", true, true, List.of("a", "-"), SUCCESS, SUCCESS, null,
				Duration.ofMillis(61_900), false, null));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsOnly(entry("provider", "remote"), entry("keyIds", List.of("a", "-")),
				entry("lastSuccess", "2030-01-01T00:00:00Z"), entry("lastAttempt", "2030-01-01T00:00:00Z"),
				entry("age", "61s"), entry("stale", false));
	}

	@Test
	void healthWhenKeySetHasAWarningThenUpAndSaysSo() {
		Health health = health(new JwksState("remote", true, true, List.of("-"), SUCCESS, SUCCESS, null, Duration.ZERO,
				false, "has more than 8 keys"));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).contains(entry("warning", "has more than 8 keys"));
	}

	@Test
	void healthWhenStaleThenUpAndSaysSo() {
		Health health = health(new JwksState("remote", true, true, List.of("a"), SUCCESS, ATTEMPT,
				"the connection was refused", Duration.ofMinutes(20), true, null));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).contains(entry("stale", true), entry("lastError", "the connection was refused"),
				entry("lastAttempt", "2030-01-01T00:20:00Z"), entry("age", "1200s"));
	}

	@Test
	void healthWhenNoUsableKeysThenDown() {
		Health health = health(new JwksState("local", true, false, List.of(), null, ATTEMPT, "'jwks.json' is absent",
				null, false, null));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).contains(entry("provider", "local"),
				entry("lastError", "'jwks.json' is absent"));
	}

	@Test
	void ofWhenSourcesThenOneComponentEach() {
		JwksState state = new JwksState("remote", true, true, List.of(), SUCCESS, SUCCESS, null, Duration.ZERO, false,
				null);
		assertThat(components(new TestJwksSource("one", state), new TestJwksSource("two", state)).stream())
			.extracting(HealthContributors.Entry::name)
			.containsExactlyInAnyOrder("one", "two");
	}

	@Test
	void ofWhenNoSourcesThenEmpty() {
		assertThat(components().stream()).isEmpty();
	}

	@Test
	void healthEndpointWhenNamedAsDocumentedThenShowsComponents() {
		JwksState state = new JwksState("remote", true, false, List.of(), null, ATTEMPT, "no", null, false, null);
		withHealthEndpoint(List.of(new TestJwksSource("idp", state)), (endpoint) -> {
			assertThat(endpoint.healthForPath("microgateJwks", "idp").getStatus()).isEqualTo(Status.DOWN);
			assertThat(endpoint.health().getStatus()).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void healthEndpointWhenGroupIncludesJwksThenGroupIsDownWithoutKeys() {
		JwksState state = new JwksState("remote", true, false, List.of(), null, ATTEMPT, "no", null, false, null);
		withHealthEndpoint(List.of(new TestJwksSource("idp", state)),
				(endpoint) -> assertThat(endpoint.healthForPath("ready").getStatus()).isEqualTo(Status.DOWN));
	}

	@Test
	void healthEndpointWhenNoSourcesThenNotDown() {
		withHealthEndpoint(List.of(), (endpoint) -> assertThat(endpoint.health().getStatus()).isEqualTo(Status.UP));
	}

	private static void withHealthEndpoint(List<JwksSource> sources, Consumer<HealthEndpoint> assertions) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(HealthContributorAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class))
			.withBean("microgateJwksHealthContributor", CompositeHealthContributor.class,
					() -> new JwksHealthComponents(() -> sources))
			.withPropertyValues("management.endpoint.health.group.ready.include=ping,microgateJwks")
			.run((context) -> assertions.accept(context.getBean(HealthEndpoint.class)));
	}

}
