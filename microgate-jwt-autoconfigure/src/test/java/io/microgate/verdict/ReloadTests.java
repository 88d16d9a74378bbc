package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.microgate.jwks.TestSigningKey;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A configuration that is replaced under load: every answer is that of one configuration
 * or of the other, and a broken one is never seen.
 */
@Tag("server")
abstract class ReloadTests {

	private static final TestSigningKey KEY_A = TestSigningKey.ec("a", "secp256r1");

	private static final TestSigningKey KEY_B = TestSigningKey.ec("b", "secp256r1");

	private static final String MANIFESTS = """
			apiVersion: gateway.networking.k8s.io/v1
			kind: HTTPRoute
			metadata: {name: shop}
			spec: {rules: [{matches: [{path: {value: /shop}}]}]}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: AccessControlPolicy
			metadata: {name: shop}
			spec:
			  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: shop}]
			  policies:
			    - requestConditions: {path: {matcher: {exact: /shop/window}}}
			      authorization: {%1$s}
			    - authorization:
			        authentication: {jwt: {jwtRef: {name: tokens}}}
			        requireAll: [{jwt: {claim: {name: role, value: {matcher: {exact: "%2$s"}}}}}]
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWT
			metadata: {name: tokens}
			spec: {requireAny: [{jwksRef: {name: keys-%2$s}, issuer: "%2$s"}], expirationRequired: true}
			---
			apiVersion: microgateway.airlock.com/v1alpha1
			kind: JWKS
			metadata: {name: keys-%2$s}
			spec: {provider: {local: {secretRef: {name: keys}}}}
			---
			apiVersion: v1
			kind: Secret
			metadata: {name: keys}
			data: {jwks.json: %3$s}
			""";

	private static final String A = manifests("", "a", KEY_A);

	private static final String B = manifests("deny: {}", "b", KEY_B);

	private static final String BROKEN = A.replace("requireAll", "requireSome");

	/** What a request is answered by A and by B. A mix would answer some otherwise. */
	private static final List<Probe> PROBES = List.of(new Probe("/shop/x", token(KEY_A, "a", "a"), 200, 401),
			new Probe("/shop/x", token(KEY_B, "b", "b"), 401, 200),
			new Probe("/shop/x", token(KEY_A, "a", "b"), 403, 401),
			new Probe("/shop/x", token(KEY_B, "b", "a"), 401, 403),
			new Probe("/shop/x", token(KEY_A, "b", "b"), 401, 401),
			new Probe("/shop/x", token(KEY_B, "a", "a"), 401, 401), new Probe("/shop/window", null, 200, 403));

	private final TestStack stack;

	ReloadTests(TestStack stack) {
		this.stack = stack;
	}

	private static String manifests(String window, String name, TestSigningKey key) {
		return MANIFESTS.formatted(window, name, Base64.getEncoder().encodeToString(TestSigningKey.json(key.jwk())));
	}

	private static String token(TestSigningKey key, String issuer, String role) {
		return key.token("ES256", "{\"iss\":\"%s\",\"role\":\"%s\",\"exp\":4102444800}".formatted(issuer, role));
	}

	@Test
	void answersWhenReplacedUnderLoadThenNeverAMix(@TempDir Path directory) throws IOException {
		Map<Probe, Set<Integer>> seen = new ConcurrentHashMap<>();
		PROBES.forEach((probe) -> seen.put(probe, ConcurrentHashMap.newKeySet()));
		try (ReloadApplication application = ReloadApplication.start(this.stack, directory, A);
				Clients clients = new Clients(8, (client) -> PROBES
					.forEach((probe) -> seen.get(probe).add(application.status(probe.path(), probe.token()))))) {
			AtomicInteger swaps = new AtomicInteger();
			repeat(Duration.ofMillis(200), 20, () -> {
				boolean toB = swaps.incrementAndGet() % 2 == 1;
				assertThat(application.reload(BROKEN)).isFalse();
				PROBES.forEach((probe) -> probe.check(application, !toB));
				assertThat(application.reload(toB ? B : A)).isTrue();
				PROBES.forEach((probe) -> probe.check(application, toB));
			});
			assertThat(clients.areRunning()).isTrue();
		}
		assertThat(seen).allSatisfy(
				(probe, statuses) -> assertThat(new TreeSet<>(statuses)).isEqualTo(new TreeSet<>(probe.statuses())));
	}

	/** At a fixed rate, until it was done so many times or fails. */
	private static void repeat(Duration period, int times, Runnable action) {
		ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
		AtomicInteger done = new AtomicInteger();
		try {
			ScheduledFuture<?> repeated = timer.scheduleAtFixedRate(() -> {
				if (done.get() < times) {
					action.run();
					done.incrementAndGet();
				}
			}, 0, period.toMillis(), TimeUnit.MILLISECONDS);
			Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> repeated.isDone() || done.get() == times);
			repeated.cancel(false);
			if (done.get() < times) {
				repeated.get(1, TimeUnit.SECONDS);
			}
		}
		catch (ExecutionException | InterruptedException | TimeoutException ex) {
			throw new AssertionError("Not repeated %d times".formatted(times), ex);
		}
		finally {
			timer.shutdownNow();
		}
	}

	@Test
	void operatorWhenReplacedOrBrokenThenSeesItInHealthMetersAndEndpoint(@TempDir Path directory) throws IOException {
		try (ReloadApplication application = ReloadApplication.start(this.stack, directory, A)) {
			MeterRegistry meters = application.bean(MeterRegistry.class);
			assertThat(application.get("/actuator/health", null).body()).contains("\"keys-a\"")
				.contains("\"microgateConfiguration\":{\"details\":{\"inForceSince\"")
				.doesNotContain("keys-b");
			assertThat(meters.get("microgate.jwks.keys").gauges()).singleElement()
				.satisfies((gauge) -> assertThat(gauge.getId().getTag("jwks")).isEqualTo("keys-a"));
			assertThat(application.reload(B)).isTrue();
			assertThat(application.get("/actuator/health", null).body()).contains("\"keys-b\"")
				.doesNotContain("keys-a", "microgateConfiguration\":{\"details\":{\"lastError");
			assertThat(application.status("/actuator/health/microgateJwks/keys-b", null)).isEqualTo(200);
			assertThat(application.status("/actuator/health/microgateJwks/keys-a", null)).isEqualTo(404);
			assertThat(meters.get("microgate.jwks.keys").gauges()).singleElement().satisfies((gauge) -> {
				assertThat(gauge.getId().getTag("jwks")).isEqualTo("keys-b");
				assertThat(gauge.value()).isOne();
			});
			assertThat(meters.get("microgate.configuration.outdated").gauge().value()).isZero();
			assertThat(application.reload(BROKEN)).isFalse();
			assertThat(application.get("/actuator/health", null)).satisfies((response) -> {
				assertThat(response.statusCode()).isEqualTo(200);
				assertThat(response.body()).contains("\"lastError\":\"1 problem, see the log\"", "\"keys-b\"");
			});
			assertThat(meters.get("microgate.configuration.outdated").gauge().value()).isOne();
			assertThat(
					meters.get("microgate.configuration.reloads").tag("outcome", "success").functionCounter().count())
				.isOne();
			assertThat(
					meters.get("microgate.configuration.reloads").tag("outcome", "failure").functionCounter().count())
				.isPositive();
		}
	}

	@Test
	void manifestsWhenChangedAndNothingIsAskedForThenFollowed(@TempDir Path directory) throws IOException {
		try (ReloadApplication application = ReloadApplication.start(this.stack, directory, A)) {
			application.write(B);
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> PROBES.forEach((probe) -> probe.check(application, true)));
		}
	}

	/**
	 * A request and its answers.
	 *
	 * @param path its path
	 * @param token the bearer token, {@code null} for none
	 * @param byA status by the one configuration
	 * @param byB status by the other
	 */
	private record Probe(String path, String token, int byA, int byB) {

		Set<Integer> statuses() {
			return Set.copyOf(List.of(this.byA, this.byB));
		}

		void check(ReloadApplication application, boolean isB) {
			assertThat(application.status(this.path, this.token)).as("%s, by %s", this, isB ? "B" : "A")
				.isEqualTo(isB ? this.byB : this.byA);
		}

	}

}
