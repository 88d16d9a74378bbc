package io.microgate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.microgate.jwt.JwtRule;
import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.Header;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RemoteIp;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.propagation.StrippedSources;
import io.microgate.request.TestRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Policy} against a walk along its rules, on random policies and
 * requests.
 */
@Tag("slow")
class PolicyWalkTests {

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "OPTIONS");

	private static final List<String> SENT_METHODS = List.of("GET", "HEAD", "POST", "PUT", "get", "PROPFIND", "");

	private static final List<String> TEXTS = List.of("/", "/a", "/a/", "/a/b", "/b", "/A", "b", "/a/b/c", "c");

	private static final List<String> REGEXES = List.of("^/a", "^/a/b$", "a", "^/a|b", "^/(a|b)/", "/a+b?", "^/ab?",
			"^/a/[bc]", "c$", "^", "^/a/?(b|c)*", "(?i)/A", "^/a\\b", "^\\Q/a|b\\E|c", "^/a{2}", "b|^/a", "^/x*");

	private final Random random = new Random(6);

	private final List<JwtRule> jwts = IntStream.range(0, 129)
		.mapToObj((i) -> new JwtRule("jwt", null, null, null, null))
		.toList();

	private int selected;

	@Test
	void selectWhenRandomThenTheRuleOfTheWalk() {
		for (int i = 0; i < 1_500; i++) {
			List<PolicySpec> entries = entries();
			Policy policy = Policy.compile("policy",
					new AccessControlPolicySpec(List.of(), entries, new AccessControlPolicySpec.Extensions(false)),
					PolicyResources.of(this::jwt), (number) -> null);
			for (int j = 0; j < 30; j++) {
				TestRequest request = request();
				assertThat(authorization(policy, request)).as("%s %s of %s", request.method(), request.path(), entries)
					.isEqualTo(walk(entries, request));
			}
		}
		assertThat(this.selected).isGreaterThan(5_000);
	}

	/** The number of the entry, which the JWT that it asks for is named after. */
	private int authorization(Policy policy, TestRequest request) {
		PolicyRule rule;
		try {
			rule = policy.select(request);
		}
		catch (IllegalStateException ex) {
			return -2;
		}
		if (rule == null) {
			return -1;
		}
		this.selected++;
		return IntStream.range(0, this.jwts.size())
			.filter((i) -> this.jwts.get(i) == rule.authentication())
			.findFirst()
			.orElseThrow();
	}

	private int walk(List<PolicySpec> entries, TestRequest request) {
		try {
			for (int i = 0; i < entries.size(); i++) {
				Answer answer = PolicyRule
					.compile("policy", i, null, entries.get(i), PolicyResources.of(this::jwt), StrippedSources.NONE)
					.test(request);
				if (answer != Answer.NO) {
					return (answer == Answer.YES) ? i : -1;
				}
			}
			return -1;
		}
		catch (IllegalStateException ex) {
			return -2;
		}
	}

	private JwtRule jwt(String name) {
		return this.jwts.get(Integer.parseInt(name));
	}

	private List<PolicySpec> entries() {
		List<PolicySpec> entries = new ArrayList<>();
		int size = (this.random.nextInt(10) == 0) ? 65 + this.random.nextInt(64) : 1 + this.random.nextInt(9);
		for (int i = 0; i < size; i++) {
			boolean open = i == size - 1 && this.random.nextInt(4) == 0;
			entries.add(Specs.entry(open ? null : conditions(size > 64),
					Authorizations.of(Specs.jwt(String.valueOf(i)), null, null, null)));
		}
		return entries;
	}

	private RequestConditions conditions(boolean rarelyMet) {
		while (true) {
			MatcherSpec path = (rarelyMet || this.random.nextInt(3) > 0) ? path(rarelyMet) : null;
			Header header = maybe() ? new Header(caseless(List.of("X-A", "x-b")), null) : null;
			List<String> methods = maybe() ? someMethods() : null;
			CaselessMatcherSpec mediaType = maybe() ? caseless(List.of("text/plain", "text/html")) : null;
			RemoteIp remoteIp = maybe() ? new RemoteIp(List.of("10.0.0.0/8"), this.random.nextBoolean()) : null;
			if (path != null || header != null || methods != null || mediaType != null || remoteIp != null) {
				return new RequestConditions(path, header, methods, mediaType, remoteIp,
						!rarelyMet && this.random.nextInt(6) == 0);
			}
		}
	}

	private MatcherSpec path(boolean rarelyMet) {
		boolean fold = this.random.nextInt(5) == 0;
		String text = pick(TEXTS) + (rarelyMet ? "x" : "");
		return new MatcherSpec(switch (this.random.nextInt(5)) {
			case 0 -> new StringMatcherSpec(text, null, null, null, null, fold);
			case 1 -> new StringMatcherSpec(null, text, null, null, null, fold);
			case 2 -> new StringMatcherSpec(null, null, text, null, null, fold);
			case 3 -> new StringMatcherSpec(null, null, null, text, null, fold);
			default -> new StringMatcherSpec(null, null, null, null, pick(REGEXES), fold);
		});
	}

	private List<String> someMethods() {
		return METHODS.stream().filter((method) -> this.random.nextBoolean()).findFirst().map((first) -> {
			String other = pick(METHODS);
			return first.equals(other) ? List.of(first) : List.of(first, other);
		}).orElse(List.of("GET"));
	}

	private CaselessMatcherSpec caseless(List<String> texts) {
		return Specs.caselessExact(pick(texts));
	}

	private TestRequest request() {
		TestRequest request = new TestRequest(pick(SENT_METHODS), pick(TEXTS) + (maybe() ? pick(TEXTS) : ""));
		if (maybe()) {
			request.header(pick(List.of("X-A", "X-B", "X-C")), "1");
		}
		if (maybe()) {
			request.header("Content-Type", maybe() ? new String[] { "text/plain", "text/html" }
					: new String[] { pick(List.of("text/plain", "text/html;a=b")) });
		}
		return request.from(pick(List.of("10.0.0.1", "192.0.2.1", "unknown")));
	}

	private boolean maybe() {
		return this.random.nextInt(4) == 0;
	}

	private <T> T pick(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}
