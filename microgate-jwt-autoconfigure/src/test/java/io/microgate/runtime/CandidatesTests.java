package io.microgate.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.microgate.configuration.CandidateReader;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.jwks.JwksServer;
import io.microgate.jwks.OwnThreads;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.TestRequest;
import io.microgate.route.OpenPaths;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Candidates}.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("server")
class CandidatesTests {

	private static final TestSigningKey KEY = TestSigningKey.ec("one", "secp256r1");

	private static final TestSigningKey OTHER_KEY = TestSigningKey.ec("two", "secp256r1");

	private static final String TOKEN = KEY.token("ES256",
			"{\"sub\":\"alice-the-subject\",\"role\":\"the-role\",\"exp\":4102444800}");

	/** The configuration in force of {@link ReloadedManifests}, but for its policy. */
	private static final String CANDIDATE = """
			microgate:
			  jwks: {idp: {provider: {remote: {uri: "%s"}}}}
			  jwts: {tokens: {requireAny: [{jwksRef: {name: %s}}], expirationRequired: true}}
			  routes: {shop: {matches: [{path: {type: PathPrefix, value: /shop}}]}}
			  access-control-policies:
			    shop:
			      targetRefs: [{name: shop}]
			      policies:
			        - authorization: %s
			""";

	private static final String AUTHENTICATED = "{authentication: {jwt: {jwtRef: {name: tokens}}}}";

	@TempDir
	private Path directory;

	private final Queue<CandidateDifference> differences = new ConcurrentLinkedQueue<>();

	private final AtomicInteger dropped = new AtomicInteger();

	/** Holds the thread of the candidates while it is closed. */
	private CountDownLatch gate = new CountDownLatch(0);

	private volatile boolean failing;

	private final JwksServer server = JwksServer.start().withKeys(List.of(KEY));

	private final OwnThreads threads = new OwnThreads("microgate-");

	private ReloadedManifests manifests;

	private Candidates candidates;

	private PolicyDecisionPoint decisionPoint;

	@AfterEach
	void stop() {
		this.gate.countDown();
		if (this.candidates != null) {
			this.candidates.close();
		}
		if (this.manifests != null) {
			this.manifests.close();
		}
		this.server.close();
		Awaitility.await().untilAsserted(() -> assertThat(this.threads.names()).isEmpty());
	}

	private void write(String candidate) {
		try {
			Files.writeString(this.directory.resolve("candidate.yml"), candidate);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void write(String uri, String authorization) {
		write(CANDIDATE.formatted(uri, "idp", authorization));
	}

	/** In force is a JWKS of the server and one entry. */
	private void start(String authorization) {
		start(authorization, 1_000_000);
	}

	private void start(String authorization, int capacity) {
		this.threads.call(() -> {
			this.manifests = new ReloadedManifests(manifestDirectory(),
					(first) -> first.remote("idp", this.server.uri())
						.jwt("idp")
						.policy(authorization)
						.property("microgate.candidate.locations[0]",
								this.directory.resolve("candidate.yml").toUri().toString()));
			this.candidates = new Candidates(this.manifests.running(),
					new CandidateReader(this.manifests.environment(), List::of), this.manifests.compiler().beside(),
					OpenPaths.NONE, OpenPaths.NONE, List.of(new Recorder()),
					new ReloadTimings(Duration.ofMillis(50), ReloadTimings.DEFAULTS.grace()), capacity);
			this.candidates.afterSingletonsInstantiated();
			this.decisionPoint = DecisionPoints.decisionPoint(this.manifests.running()).comparedBy(this.candidates);
			return null;
		});
	}

	private Path manifestDirectory() throws IOException {
		return Files.createDirectory(this.directory.resolve("manifests"));
	}

	private CandidateState state() {
		return this.candidates.states().get(0);
	}

	private void awaitCandidate() {
		Awaitility.await().until(() -> state().since() != null);
	}

	/** Decides as an application does, and recycles the request. */
	private Decision request(String path, String token) {
		TestRequest request = new TestRequest("GET", path);
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		Decision decision = DecisionPoints.decide(this.decisionPoint, request);
		request.recycle();
		return decision;
	}

	private void awaitCompared(int count) {
		Awaitility.await().untilAsserted(() -> assertThat(state().compared()).isEqualTo(count));
	}

	private List<String> outcomes() {
		return this.differences.stream()
			.map((difference) -> "%s -> %s (%s, %s)".formatted(difference.enforcedOutcome(),
					difference.candidateOutcome(), difference.reason(), difference.route()))
			.toList();
	}

	@Test
	void requestWhenCandidateDecidesDifferentlyThenToldAndLoggedOnceWithBothPlaces(CapturedOutput output) {
		write(this.server.uri(), AUTHENTICATED);
		start("deny: {}");
		awaitCandidate();
		for (int i = 0; i < 3; i++) {
			assertThat(request("/shop/x", TOKEN).reason()).isEqualTo(DenyReason.POLICY_DENY);
		}
		assertThat(request("/shop/x", null).reason()).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(request("/elsewhere", TOKEN).reason()).isEqualTo(DenyReason.ROUTE_NONE);
		awaitCompared(5);
		assertThat(outcomes()).containsExactly("policy.deny -> allow (policy.deny, shop)",
				"policy.deny -> allow (policy.deny, shop)", "policy.deny -> allow (policy.deny, shop)",
				"policy.deny -> token.missing (token.missing, shop)");
		assertThat(state().different()).isEqualTo(4);
		assertThat(output.toString().lines().filter((line) -> line.contains("decides differently"))).hasSize(2)
			.first()
			.asString()
			.containsPattern("in force denied with policy.deny on route 'shop' by entry 0 of policy 'shop' "
					+ "\\(.*route.yaml:\\d+\\), candidate allowed on route 'shop' by entry 0 of policy 'shop' "
					+ "\\(.*candidate.yml:9\\)");
		assertThat(output).doesNotContain(TOKEN.substring(0, 20), "alice-the-subject", "the-role");
	}

	/** A token may try eight keys, and each entry would try the same one. */
	@Test
	void requestWhenManyEntriesNameJwksInForceThenItsKeysAreTriedOnce() {
		String unmet = "idp}, extensions: {claims: [{name: absent}]}}, {jwksRef: {name: ";
		write(CANDIDATE.formatted(this.server.uri(), unmet.repeat(9) + "idp", AUTHENTICATED));
		start(AUTHENTICATED.substring(1, AUTHENTICATED.length() - 1));
		awaitCandidate();
		Awaitility.await().until(() -> this.manifests.running().current().sources().get("idp").keys() != null);
		assertThat(request("/shop/x", TOKEN).allowed()).isTrue();
		awaitCompared(1);
		assertThat(outcomes()).isEmpty();
	}

	@Test
	void requestWhenOnlyOneConfigurationHasRouteThenNamesIt() {
		write(CANDIDATE.formatted(this.server.uri(), "idp", "{}").replace("shop", "cart"));
		start("deny: {}");
		awaitCandidate();
		request("/shop/x", null);
		request("/cart/x", null);
		awaitCompared(2);
		assertThat(outcomes()).containsExactly("policy.deny -> route.none (route.none, shop)",
				"route.none -> allow (route.none, cart)");
	}

	@Test
	void requestWhenCandidateLeavesItToTheApplicationThenAllowed() {
		write(CANDIDATE.formatted(this.server.uri(), "idp", "{}") + "  unmatched-requests: pass\n");
		start("deny: {}");
		awaitCandidate();
		request("/elsewhere", null);
		awaitCompared(1);
		assertThat(outcomes()).containsExactly("route.none -> allow (route.none, none)");
	}

	@Test
	void requestWhenTooManyWaitThenDroppedAndCountedAndLaterOnesAreCompared() {
		write(this.server.uri(), "{}");
		start("deny: {}", 2_000);
		awaitCandidate();
		this.gate = new CountDownLatch(1);
		for (int i = 0; i < 50; i++) {
			assertThat(request("/shop/x", null).reason()).isEqualTo(DenyReason.POLICY_DENY);
		}
		assertThat(this.dropped).hasPositiveValue();
		assertThat(this.candidates.dropped()).isEqualTo(this.dropped.get());
		this.gate.countDown();
		awaitCompared(50 - this.dropped.get());
		assertThat(this.differences).hasSize(50 - this.dropped.get());
		int before = this.dropped.get();
		Awaitility.await().until(() -> {
			request("/shop/x", null);
			return this.differences.size() > 50 - before;
		});
	}

	@Test
	void requestWhenLongerThanAllThatMayWaitThenDropped() {
		write(this.server.uri(), "{}");
		start("deny: {}", 2_000);
		awaitCandidate();
		request("/shop/" + "x".repeat(2_000), null);
		assertThat(this.dropped).hasValue(1);
	}

	@Test
	void candidateWhenBrokenThenReportedOnceAndFollowedUntilMended(CapturedOutput output) {
		write(this.server.uri(), "{deni: {}}");
		start("deny: {}");
		Awaitility.await().untilAsserted(() -> assertThat(state().lastError()).isEqualTo("1 problem, see the log"));
		assertThat(state().since()).isNull();
		assertThat(request("/shop/x", null).reason()).isEqualTo(DenyReason.POLICY_DENY);
		write(this.server.uri(), "{}");
		awaitCandidate();
		assertThat(state().lastError()).isNull();
		request("/shop/x", null);
		awaitCompared(1);
		assertThat(this.differences).hasSize(1);
		assertThat(output.toString().lines().filter((line) -> line.contains("candidate.yml' is not compared")))
			.hasSize(1);
		assertThat(output).contains("deni", "candidate.yml");
		write(this.server.uri(), "{deni: {}}");
		Awaitility.await().untilAsserted(() -> assertThat(state().lastError()).isNotNull());
		request("/shop/x", null);
		awaitCompared(2);
		assertThat(output).contains("the one that was read before still is");
	}

	@Test
	void candidateWhenManifestsThatItNamesAreMendedThenFollowed() throws IOException {
		Path folder = Files.createDirectory(this.directory.resolve("other"));
		Files.writeString(folder.resolve("all.yaml"), "kind: JWKS");
		write("microgate: {manifests: ['%s']}".formatted(folder.toUri()));
		start("deny: {}");
		Awaitility.await().until(() -> state().lastError() != null);
		Files.writeString(folder.resolve("all.yaml"), this.manifests.text("route.yaml").replace("deny: {}", ""));
		awaitCandidate();
		request("/shop/x", null);
		awaitCompared(1);
		assertThat(outcomes()).containsExactly("policy.deny -> allow (policy.deny, shop)");
	}

	@Test
	void candidateWhenAbsentThenNothingElseHappens() {
		start("deny: {}");
		Awaitility.await().until(() -> state().lastError() != null);
		request("/shop/x", null);
		assertThat(state().compared()).isZero();
	}

	@Test
	void keysWhenJwksIsTheSameThenFetchedOnceAlsoAfterReload() {
		write(this.server.uri(), AUTHENTICATED);
		start(ReloadedManifests.AUTHENTICATED);
		awaitCandidate();
		request("/shop/x", TOKEN);
		awaitCompared(1);
		this.manifests.policy("deny: {}");
		assertThat(this.manifests.reload().reload()).isTrue();
		request("/shop/x", TOKEN);
		awaitCompared(2);
		assertThat(outcomes()).containsExactly("policy.deny -> allow (policy.deny, shop)");
		assertThat(this.server.hits()).isOne();
	}

	@Test
	void keysWhenJwksIsNoLongerInForceThenCandidateFetchesThem() {
		write(this.server.uri(), AUTHENTICATED);
		start(ReloadedManifests.AUTHENTICATED);
		awaitCandidate();
		this.manifests.policy("deny: {}").without("idp.yaml").without("jwt.yaml");
		assertThat(this.manifests.reload().reload()).isTrue();
		Awaitility.await().until(() -> this.server.hits() == 2);
		Awaitility.await().until(() -> {
			request("/shop/x", TOKEN);
			return outcomes().contains("policy.deny -> allow (policy.deny, shop)");
		});
		this.manifests.remote("idp", this.server.uri()).jwt("idp").policy(ReloadedManifests.AUTHENTICATED);
		assertThat(this.manifests.reload().reload()).isTrue();
		this.differences.clear();
		assertThat(request("/shop/x", TOKEN).allowed()).isTrue();
	}

	@Test
	void keysWhenTokenNamesUnknownKeyThenCandidateAsksForNoFetchOfSharedKeys() {
		write(this.server.uri(), AUTHENTICATED);
		start("");
		awaitCandidate();
		request("/shop/x", OTHER_KEY.token("ES256", "{\"exp\":4102444800}"));
		awaitCompared(1);
		assertThat(outcomes()).containsExactly("allow -> key.unknown (key.unknown, shop)");
		assertThat(this.server.hits()).isOne();
	}

	@Test
	void keysWhenHostOfCandidateIsSilentThenOtherRequestsAreComparedAndCloseEndsThreads() {
		try (JwksServer silent = JwksServer.start().withSilence()) {
			write(silent.uri(), AUTHENTICATED);
			start("deny: {}");
			awaitCandidate();
			request("/shop/x", TOKEN);
			request("/shop/x", null);
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(outcomes()).contains("policy.deny -> token.missing (token.missing, shop)"));
			assertThat(this.manifests.source("idp").state().lastError()).isNull();
		}
	}

	@Test
	void closeWhenRequestsWaitThenThreadsEndAndNothingIsTold() {
		write(this.server.uri(), "{}");
		start("deny: {}");
		awaitCandidate();
		this.gate = new CountDownLatch(1);
		request("/shop/x", null);
		request("/shop/x", null);
		this.candidates.close();
		request("/shop/x", null);
		assertThat(this.threads.names()).doesNotContain("microgate-candidate");
		assertThat(this.dropped).hasValue(0);
		assertThat(this.differences).isEmpty();
	}

	@Test
	void requestWhenListenerFailsThenLoggedWithoutItsMessageAndOthersAreCompared(CapturedOutput output) {
		write(this.server.uri(), "{}");
		start("deny: {}");
		awaitCandidate();
		this.failing = true;
		assertThat(request("/shop/x", null).reason()).isEqualTo(DenyReason.POLICY_DENY);
		Awaitility.await().until(() -> output.toString().contains("In a candidate, without effect on the response"));
		this.failing = false;
		request("/shop/x", null);
		Awaitility.await().until(() -> this.differences.size() == 1);
		assertThat(output).doesNotContain("secret of the listener");
	}

	@Test
	void requestWhenExpressionsCostTooMuchThenCandidateRefusesIt() {
		write(CANDIDATE.formatted(this.server.uri(), "idp", "{}") + """
				          requestConditions: {path: {matcher: {regex: "/[0-9]+/admin"}}}
				""");
		start("deny: {}");
		awaitCandidate();
		request("/shop/" + "1".repeat(3_000), null);
		awaitCompared(1);
		assertThat(outcomes()).containsExactly("policy.deny -> request.path (request.path, shop)");
	}

	private final class Recorder implements CandidateListener {

		@Override
		public void differs(CandidateDifference difference) {
			try {
				CandidatesTests.this.gate.await();
			}
			catch (InterruptedException ex) {
				// another comparison would wait again
				return;
			}
			if (CandidatesTests.this.failing) {
				throw new IllegalStateException("secret of the listener");
			}
			CandidatesTests.this.differences.add(difference);
		}

		@Override
		public void dropped() {
			CandidatesTests.this.dropped.incrementAndGet();
		}

	}

}
