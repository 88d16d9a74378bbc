package io.microgate.autoconfigure;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.microgate.decision.DenyReason;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestDecision#assume} where it is allowed.
 */
class AssumedTokenTests {

	private static final Jwt JWT = Jwt.withTokenValue("token").header("alg", "none").subject("alice").build();

	private final WebApplicationContextRunner runner = ServletContexts.runner()
		.withPropertyValues(Authenticated.PROPERTIES);

	private final AtomicInteger compared = new AtomicInteger();

	private void decide(String path, Consumer<RequestDecision> test) {
		this.runner.run((context) -> test.accept(context.getBean(PolicyDecisionPoint.class)
			.assuming()
			.comparedBy((request, onManagementPort, decision) -> this.compared.incrementAndGet())
			.begin(new TestRequest("GET", path), false, null)));
	}

	@Test
	void assumeWhenTokenIsMissingThenAllowedAndNotCompared() {
		decide("/api/x", (decision) -> {
			assertThat(decision.extractToken()).isNull();
			assertThat(decision.assume(JWT).getSubject()).isEqualTo("alice");
			assertThat(decision.conclude().allowed()).isTrue();
			assertThat(decision.conclude().jwt().getSubject()).isEqualTo("alice");
		});
		assertThat(this.compared).hasValue(0);
	}

	@Test
	void assumeWhenNoTokenIsGivenThenAllowedWithoutToken() {
		decide("/api/x", (decision) -> {
			decision.extractToken();
			assertThat(decision.assume(null)).isNull();
			assertThat(decision.conclude().allowed()).isTrue();
			assertThat(decision.conclude().jwt()).isNull();
		});
	}

	@Test
	void assumeWhenTokenWasNotLookedForThenRefusedAndCompared() {
		decide("/api/x", (decision) -> {
			assertThat(decision.assume(JWT)).isNull();
			assertThat(decision.conclude().reason()).isEqualTo(DenyReason.TOKEN_MISSING);
		});
		assertThat(this.compared).hasValue(1);
	}

	@Test
	void assumeWhenDecidedThenRefusalStays() {
		decide("/api/x", (decision) -> {
			decision.extractToken();
			decision.conclude();
			assertThat(decision.assume(JWT)).isNull();
			assertThat(decision.conclude().reason()).isEqualTo(DenyReason.TOKEN_MISSING);
		});
	}

	@Test
	void assumeWhenDeniedThenRefused() {
		decide("/denied/x", (decision) -> {
			decision.extractToken();
			assertThat(decision.assume(JWT)).isNull();
			assertThat(decision.conclude().reason()).isEqualTo(DenyReason.POLICY_DENY);
		});
	}

}
