package io.microgate.actuate;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.microgate.jwt.JwtResources;
import io.microgate.constraint.Ref;
import io.microgate.jwks.JwksState;
import io.microgate.jwt.JwtRules;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.WaitingRequests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.microgate.request.SentToken;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenCacheMeters}.
 */
class TokenCacheMetersTests {

	private static final JwksState STATE = new JwksState("remote", true, false, List.of(), null, null, null, null,
			false, null);

	private final AtomicReference<JwtRules> rules = new AtomicReference<>(compile(10));

	private Runnable change;

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private static JwtRules compile(int maximumSize) {
		JwtSpec spec = new JwtSpec(null,
				List.of(new JwtSpec.RequireAny(new Ref("idp"), null, null, null,
						new JwtSpec.EntryExtensions(null, null))),
				true, null, "60s", new JwtSpec.Extensions(null, null, "8KB", "refuse", new JwtSpec.Cache(maximumSize),
						Map.of(), null, null, null, null));
		return JwtRules.compile(Map.of("a", spec, "b", spec), JwtResources.of((name) -> new TestJwksSource(name, STATE),
				Clock.systemUTC(), WaitingRequests.unlimited()));
	}

	private void bind() {
		new TokenCacheMeters(this.rules::get, (change) -> {
			this.change = change;
			change.run();
			return () -> {
			};
		}).bindTo(this.registry);
	}

	private void replace(JwtRules next) {
		this.rules.set(next);
		this.change.run();
	}

	private void verify(String jwt) {
		assertThat(this.rules.get().get(jwt).verifier().verify(SentToken.of("x")).join().jwt()).isNull();
	}

	private double misses(String jwt) {
		return this.registry.get("microgate.token.cache.misses").tag("jwt", jwt).functionCounter().count();
	}

	@Test
	void bindToWhenTokensAreVerifiedThenCountsForEachJwt() {
		bind();
		verify("a");
		verify("a");
		assertThat(misses("a")).isEqualTo(2);
		assertThat(misses("b")).isZero();
		assertThat(this.registry.get("microgate.token.cache.hits").tag("jwt", "a").functionCounter().count()).isZero();
		assertThat(this.registry.get("microgate.token.cache.size").tag("jwt", "a").gauge().value()).isZero();
	}

	@Test
	void bindToWhenRulesAreReplacedThenGoesOnCounting() {
		bind();
		verify("a");
		assertThat(misses("a")).isOne();
		replace(compile(10));
		assertThat(misses("a")).isOne();
		verify("a");
		assertThat(misses("a")).isEqualTo(2);
	}

	@Test
	void bindToWhenJwtIsGoneThenItsMetersAreGone() {
		bind();
		verify("a");
		assertThat(misses("a")).isOne();
		replace(JwtRules.compile(Map.of(),
				JwtResources.of((name) -> null, Clock.systemUTC(), WaitingRequests.unlimited())));
		assertThat(this.registry.getMeters()).isEmpty();
		replace(compile(10));
		verify("a");
		assertThat(misses("a")).isOne();
	}

	@Test
	void bindToWhenNothingIsRememberedThenNothingIsCounted() {
		this.rules.set(compile(0));
		bind();
		verify("a");
		assertThat(misses("a")).isZero();
	}

}
