package io.microgate.test.token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.microgate.decision.Decision;
import io.microgate.decision.DecisionListener;
import io.microgate.decision.DenyReason;
import io.microgate.jwt.IssuerTemplate;
import io.microgate.jwt.JwtSpec;
import io.microgate.runtime.RunningConfiguration;
import io.microgate.test.AutoConfigureMicrogateJwt;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends good and bad tokens for each entry of each JWT of {@link TableJwts}. A web stack
 * is a subclass.
 */
@AutoConfigureMicrogateJwt
@ContextConfiguration(initializers = TableJwts.class)
abstract class TableTokensTests {

	private static final int LEAST_ENTRIES = 120;

	@Autowired
	private TestTokens tokens;

	@Autowired
	private RunningConfiguration running;

	@Autowired
	private AtomicReference<Decision> last;

	/** Sends the token and returns the status. */
	abstract int send(String path, TestToken token);

	@Test
	void tokenWhenGoodThenAllowed() {
		int entries = 0;
		for (Map.Entry<String, JwtSpec> jwt : jwts().entrySet()) {
			for (int i = 0; i < jwt.getValue().requireAny().size(); i++, entries++) {
				String name = jwt.getKey();
				assertThat(reason(name, this.tokens.forJwt(name, i))).as("%s %d", name, i).isNull();
			}
		}
		assertThat(entries).isGreaterThanOrEqualTo(LEAST_ENTRIES);
	}

	@Test
	void tokenWhenNotValidNowThenRefused() {
		jwts().forEach((name, jwt) -> {
			for (int i = 0; i < jwt.requireAny().size(); i++) {
				TestToken good = this.tokens.forJwt(name, i);
				assertThat(reason(name, good.expired())).as(name).isEqualTo(DenyReason.TOKEN_EXPIRED);
				assertThat(reason(name, good.notYetValid())).as(name).isEqualTo(DenyReason.TOKEN_NOT_YET_VALID);
			}
		});
	}

	@Test
	void tokenWhenSignedByStrangerThenRefused() {
		jwts().forEach((name, jwt) -> {
			for (int i = 0; i < jwt.requireAny().size(); i++) {
				TestToken good = this.tokens.forJwt(name, i);
				assertThat(reason(name, good.signedByStranger())).as(name).isEqualTo(DenyReason.TOKEN_SIGNATURE);
			}
		});
	}

	/** Where another entry might accept it, only that the reason is another one. */
	@Test
	void tokenWhenWithoutRequiredClaimThenRefused() {
		int claims = 0;
		for (Map.Entry<String, JwtSpec> jwt : jwts().entrySet()) {
			if (jwt.getValue().requireAny().size() == 1) {
				for (Map.Entry<String, DenyReason> required : required(jwt.getValue()).entrySet()) {
					claims++;
					TestToken token = this.tokens.forJwt(jwt.getKey()).withoutClaim(required.getKey());
					assertThat(reason(jwt.getKey(), token)).as("%s without %s", jwt.getKey(), required.getKey())
						.isEqualTo(required.getValue());
				}
			}
		}
		assertThat(claims).isGreaterThan(LEAST_ENTRIES);
	}

	@Test
	void tokenWhenDerivedClaimIsSetThenConditionsSeeIt() {
		jwts().forEach((name, jwt) -> jwt.extensions().claims().keySet().forEach((derived) -> {
			TestToken token = this.tokens.forJwt(name).claim(derived, "probe");
			assertThat(reason(name, token)).as("%s with %s", name, derived).isNull();
			Object seen = this.last.get().jwt().getClaims().get(derived);
			assertThat((seen instanceof List<?> values) ? values : List.of(seen)).as("%s of %s", derived, name)
				.isEqualTo(List.of("probe"));
		}));
	}

	private Map<String, JwtSpec> jwts() {
		return this.running.current().configuration().properties().jwts();
	}

	private static Map<String, DenyReason> required(JwtSpec jwt) {
		JwtSpec.RequireAny entry = jwt.requireAny().get(0);
		Map<String, DenyReason> required = new LinkedHashMap<>();
		if (jwt.extensions().principalClaim() != null) {
			required.put(jwt.extensions().principalClaim(), DenyReason.TOKEN_CLAIMS);
		}
		if (jwt.expirationRequired()) {
			required.put("exp", DenyReason.TOKEN_EXPIRATION_MISSING);
		}
		if (entry.extensions().claims() != null) {
			entry.extensions().claims().forEach((claim) -> required.put(claim.name(), DenyReason.TOKEN_CLAIMS));
		}
		if (entry.subject() != null) {
			required.put("sub", DenyReason.TOKEN_SUBJECT);
		}
		if (entry.audiences() != null) {
			required.put("aud", DenyReason.TOKEN_AUDIENCE);
		}
		if (entry.extensions().issuerTemplate() != null) {
			IssuerTemplate.claims(entry.extensions().issuerTemplate())
				.forEach((claim) -> required.put(claim, DenyReason.TOKEN_ISSUER));
		}
		if (entry.issuer() != null || entry.extensions().issuerTemplate() != null) {
			required.put("iss", DenyReason.TOKEN_ISSUER);
		}
		return required;
	}

	private DenyReason reason(String jwt, TestToken token) {
		this.last.set(null);
		int status = send("/jwt/" + jwt, token);
		Decision decision = this.last.get();
		assertThat(status).as(jwt).isEqualTo(decision.allowed() ? 200 : 401);
		return decision.reason();
	}

	@RestController
	static class Decisions {

		@Bean
		AtomicReference<Decision> lastDecision() {
			return new AtomicReference<>();
		}

		@Bean
		DecisionListener recordingListener(AtomicReference<Decision> last) {
			return (request, decision) -> last.set(decision);
		}

		@GetMapping("/jwt/{name}")
		String answer(@PathVariable String name) {
			return name;
		}

	}

}
