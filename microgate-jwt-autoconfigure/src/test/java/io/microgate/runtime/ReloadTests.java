package io.microgate.runtime;

import java.nio.file.Path;
import java.util.List;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.jwks.TestSigningKey;
import io.microgate.request.SentToken;
import io.microgate.request.TestRequest;
import io.microgate.route.OpenPaths;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * What all tests of a reload begin with: manifests that are reloaded, and a decision
 * point that decides by them.
 */
@Tag("server")
abstract class ReloadTests {

	static final TestSigningKey KEY = TestSigningKey.ec("one", "secp256r1");

	static final TestSigningKey OTHER_KEY = TestSigningKey.ec("two", "secp256r1");

	static final String PAYLOAD = "{\"sub\":\"alice\",\"exp\":4102444800}";

	ReloadedManifests manifests;

	private PolicyDecisionPoint decisionPoint;

	@BeforeEach
	void start(@TempDir Path directory) {
		this.manifests = new ReloadedManifests(directory);
		this.decisionPoint = new PolicyDecisionPoint(this.manifests.running()::routes, OpenPaths.NONE, OpenPaths.NONE,
				List.of());
	}

	@AfterEach
	void stop() {
		this.manifests.close();
	}

	RequestDecision begin(String token) {
		return begin(token, null);
	}

	/** With the routes that an earlier decision began with. */
	RequestDecision begin(String token, RequestDecision earlier) {
		TestRequest request = new TestRequest("GET", "/shop/x").header("Authorization", "Bearer " + token);
		return this.decisionPoint.begin(request, false, earlier);
	}

	static Decision conclude(RequestDecision decision) {
		SentToken token = decision.extractToken();
		if (token != null && decision.remembered(token) == null) {
			decision.verify(token).join();
		}
		return decision.conclude();
	}

	DenyReason refusal(String token) {
		return conclude(begin(token)).reason();
	}

	boolean reload() {
		return this.manifests.reload().reload();
	}

	String error() {
		return this.manifests.reload().state().lastError();
	}

}
