package io.microgate.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.microgate.jwt.JwtResources;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.jwks.JwksKeysChangedEvent;
import io.microgate.jwks.JwksListener.UnknownKey;
import io.microgate.jwks.JwksState;
import io.microgate.jwt.JwtRules;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.WaitingRequests;
import io.microgate.runtime.CandidateDifference;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * The documentation names the meters that there are, and their tags.
 */
class MeterDocumentationTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `(microgate\\.[a-z.]+)` \\|.*$");

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void operationsWhenReadThenNamesEveryMeterWithItsTags() throws IOException {
		registerAll();
		String text = Files.readString(Path.of("../docs/reference/operations.md"));
		List<MatchResult> rows = ROW.matcher(text).results().toList();
		Set<String> names = this.registry.getMeters()
			.stream()
			.map((meter) -> meter.getId().getName())
			.collect(Collectors.toSet());
		assertThat(rows).extracting((row) -> row.group(1)).containsExactlyInAnyOrderElementsOf(names);
		assertThat(rows).allSatisfy((row) -> assertThat(this.registry.get(row.group(1)).meter().getId().getTags())
			.allSatisfy((tag) -> assertThat(row.group()).contains("`" + tag.getKey() + "`")));
	}

	private void registerAll() {
		JwksState state = new JwksState("remote", false, false, List.of(), null, null, null, null, false, null);
		JwksMeters.register(new TestJwksSource("idp", state), this.registry);
		new ConfigurationMeters(mock()).bindTo(this.registry);
		MeterJwksListener listener = new MeterJwksListener(this.registry);
		listener.fetched("idp", Duration.ZERO, true);
		listener.keysChanged(new JwksKeysChangedEvent("idp", List.of("key"), List.of()));
		listener.unknownKey("idp", UnknownKey.FETCHED);
		JwtSpec jwt = new JwtSpec(null, List.of(), true, null, "60s", new JwtSpec.Extensions(null, null, "8KB",
				"refuse", new JwtSpec.Cache(1), Map.of(), null, null, null, null));
		JwtRules rules = JwtRules.compile(Map.of("jwt", jwt),
				JwtResources.of((name) -> null, Clock.systemUTC(), WaitingRequests.unlimited()));
		new TokenCacheMeters(() -> rules, (change) -> {
			change.run();
			return change;
		}).bindTo(this.registry);
		new MeterDecisionListener(this.registry).decided(mock(), Decision.ALLOW);
		new MeterCandidateListener(this.registry).differs(
				new CandidateDifference("file:candidate.yml", Decision.ALLOW, Decision.deny(DenyReason.POLICY_NONE)));
	}

}
