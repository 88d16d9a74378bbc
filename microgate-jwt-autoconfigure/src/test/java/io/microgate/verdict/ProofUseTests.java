package io.microgate.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.request.SentToken;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A proof is used up once per request, and by the decision that counts alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("server")
class ProofUseTests {

	private final TestKeys keys = new TestKeys();

	private final ProofForge proofs = new ProofForge(this.keys);

	private KeyServer keyServer;

	private RunningApplication application;

	private PolicyDecisionPoint decisionPoint;

	private String token;

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		this.keyServer = new KeyServer(this.keys, directory);
		this.application = RunningApplication.start(SharedProofTests.chapter("dpop"), TestStack.SERVLET,
				this.keyServer.locations(), directory);
		this.decisionPoint = this.application.bean(PolicyDecisionPoint.class);
		this.token = new TokenForge(this.keys)
			.forge(new TokenRecipe(Map.of("claims", Map.of("cnf", Map.of("jkt", "{jkt:es-1}")))));
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.keyServer.close();
	}

	private TestRequest request() {
		return request("/plain/x");
	}

	private TestRequest request(String path) {
		return new TestRequest("GET", path).header("Authorization", "DPoP " + this.token)
			.header("DPoP", this.proofs.forge(TokenRecipe.GOOD, "GET " + path, this.token));
	}

	private static Decision conclude(RequestDecision decision) {
		SentToken token = decision.extractToken();
		if (decision.remembered(token) == null) {
			decision.verify(token).join();
		}
		return decision.conclude();
	}

	private RequestDecision begin(TestRequest request, RequestDecision earlier) {
		return this.decisionPoint.begin(request.again(), false, earlier);
	}

	@Test
	void concludeWhenSameRequestIsDecidedAgainThenFirstResultCounts() {
		TestRequest request = request();
		RequestDecision first = begin(request, null);
		assertThat(conclude(first).reason()).isNull();
		assertThat(conclude(begin(request, first)).reason()).isNull();
		RequestDecision replayed = begin(request, null);
		assertThat(conclude(replayed).reason()).isEqualTo(DenyReason.DPOP_REPLAY);
		assertThat(conclude(begin(request, replayed)).reason()).isEqualTo(DenyReason.DPOP_REPLAY);
	}

	@Test
	void concludeWhenBesideAnotherDecisionThenItsResultCountsAndNothingIsUsedUp() {
		TestRequest request = request();
		for (Decision enforced : new Decision[] { Decision.ALLOW, Decision.deny(DenyReason.POLICY_DENY),
				Decision.deny(DenyReason.TOKEN_MISSING) }) {
			assertThat(conclude(begin(request, null).beside(enforced)).reason()).isNull();
		}
		for (DenyReason reason : new DenyReason[] { DenyReason.DPOP_REPLAY, DenyReason.DPOP_UNAVAILABLE }) {
			assertThat(conclude(begin(request, null).beside(Decision.deny(reason))).reason()).isEqualTo(reason);
		}
		assertThat(conclude(begin(request, null)).reason()).isNull();
	}

	@Test
	void concludeWhenRefusedForAnotherReasonThenProofIsNotUsedUp() {
		TestRequest request = request("/claims/x");
		for (int i = 0; i < 3; i++) {
			assertThat(conclude(begin(request, null)).reason()).isEqualTo(DenyReason.CLAIMS_REQUIRE_ALL);
		}
	}

	@Test
	void rememberedWhenTokenIsBoundToKeyThenNotWithoutItsProof() {
		assertThat(conclude(begin(request(), null)).reason()).isNull();
		RequestDecision next = begin(request(), null);
		assertThat(next.remembered(next.extractToken())).isNull();
		TestRequest without = new TestRequest("GET", "/plain/x").header("Authorization", "DPoP " + this.token);
		assertThat(conclude(begin(without, null)).reason()).isEqualTo(DenyReason.DPOP_MISSING);
	}

}
