package io.microgate.policy;

import java.util.Map;
import java.util.function.Function;

import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.jwt.JwtRule;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PolicyTests {

	private static final JwtRule FIRST = new JwtRule("jwt", null, null, null, null);

	private static final Function<String, JwtRule> JWTS = Map.of("first", FIRST)::get;

	@Test
	void selectWhenSeveralMatchThenTheFirstDecides() {
		Policy policy = Policy.compile("policy",
				Specs.policy(Specs.entry(Specs.path(Specs.prefix("/admin")), Specs.DENY),
						Specs.entry(Specs.path(Specs.prefix("/")), authenticated()), Specs.entry(null, Specs.OPEN)),
				PolicyResources.of(JWTS), (number) -> null);
		assertThat(decide(policy, new TestRequest("GET", "/admin/x")).reason()).isEqualTo(DenyReason.POLICY_DENY);
		assertThat(policy.select(new TestRequest("GET", "/x")).authentication()).isSameAs(FIRST);
		assertThat(decide(policy, new TestRequest("OPTIONS", "*")).allowed()).isTrue();
	}

	@Test
	void selectWhenNoneMatchesThenNull() {
		Policy policy = Policy.compile("policy",
				Specs.policy(Specs.entry(Specs.method("GET"), Specs.OPEN),
						Specs.entry(Specs.path(Specs.exact("/a")), Specs.OPEN)),
				PolicyResources.of(JWTS), (number) -> null);
		assertThat(policy.select(new TestRequest("HEAD", "/"))).isNull();
		assertThat(policy.select(new TestRequest("HEAD", "/a"))).isNotNull();
	}

	@Test
	void selectWhenEntryCannotBeJudgedThenNoLaterOneIsSelected() {
		Policy policy = Policy.compile("policy",
				Specs.policy(Specs.entry(Specs.mediaType(Specs.caselessPrefix("multipart/")), Specs.DENY),
						Specs.entry(null, Specs.OPEN)),
				PolicyResources.of(JWTS), (number) -> null);
		TestRequest mixed = new TestRequest("POST", "/").header("Content-Type", "text/plain", "multipart/form-data");
		assertThat(policy.select(mixed)).isNull();
		assertThat(decide(policy, new TestRequest("POST", "/")).allowed()).isTrue();
	}

	@Test
	void selectWhenRemoteAddressIsUnknownThenThrowsInsteadOfGoingOn() {
		Policy policy = Policy.compile("policy", Specs
			.policy(Specs.entry(Specs.remoteIp(false, "10.0.0.0/8"), Specs.DENY), Specs.entry(null, Specs.OPEN)),
				PolicyResources.of(JWTS), (number) -> null);
		assertThatIllegalStateException().isThrownBy(() -> policy.select(new TestRequest("GET", "/").from("unknown")));
	}

	@Test
	void selectWhenRegexIsNotAnchoredThenFindsAnywhere() {
		Policy policy = Policy.compile("policy",
				Specs.policy(Specs.entry(Specs.path(Specs.regex("admin")), Specs.DENY), Specs.entry(null, Specs.OPEN)),
				PolicyResources.of(JWTS), (number) -> null);
		assertThat(decide(policy, new TestRequest("GET", "/my/admin/x")).allowed()).isFalse();
		assertThat(decide(policy, new TestRequest("GET", "/my/x")).allowed()).isTrue();
	}

	private static Decision decide(Policy policy, TestRequest request) {
		return policy.select(request).decide("route", null, request, (name, facts) -> null);
	}

	private static Authorization authenticated() {
		return Authorizations.of(Specs.jwt("first"), null, null, null);
	}

}
