package io.microgate.coverage;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.microgate.policy.PolicyResources;
import io.microgate.constraint.Marker;
import io.microgate.constraint.Ref;
import io.microgate.coverage.CoveredConfiguration.Unmatched;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.TokenExtractor;
import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Header;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RemoteIp;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.policy.AccessControlPolicySpec.TargetRef;
import io.microgate.policy.Authorizations;
import io.microgate.policy.Policy;
import io.microgate.request.TestRequest;
import io.microgate.route.RouteSpec;
import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.PathMatch;
import io.microgate.route.RouteSpec.ValueMatch;
import io.microgate.route.RouteTable;

/**
 * Routes and policies over a few short names, so that they meet often. Each entry asks
 * for a JWT of its own name, perhaps an optional one, or for none.
 */
final class RandomConfiguration {

	private static final List<String> SEGMENTS = List.of("a", "b", "A", "ab", "admin");

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "OPTIONS");

	private static final List<String> HOSTS = List.of("a.example.com", "*.example.com", "*.b.example.com");

	private static final List<String> REGEXES = List.of("^%s(/|$)", "^%s$", "^%s", "%s", "^%s/.*", "^%s|^/b",
			"^%s[a-z]+", "^%s*", "^(%s|/b)$", "%s$", "^%s(/.*)?$", "(?i)^%s");

	private static final TokenExtractor EXTRACTOR = Coverages.extractor();

	private final Random random;

	private int mappings;

	private final Map<String, RouteSpec> routes = new LinkedHashMap<>();

	private final Map<String, AccessControlPolicySpec> policies = new LinkedHashMap<>();

	private final Map<String, List<String>> entryNames = new LinkedHashMap<>();

	private final Map<JwtRule, String> jwtNames = new IdentityHashMap<>();

	RandomConfiguration(long seed) {
		this.random = new Random(seed);
		int count = 1 + this.random.nextInt(4);
		for (int i = 0; i < count; i++) {
			addRoute("r" + i);
		}
	}

	CoveredConfiguration covered() {
		return new CoveredConfiguration(this.routes, this.policies, Map.of(), this.entryNames, Unmatched.PASSED);
	}

	RouteTable compile() {
		Map<String, JwtRule> rules = new LinkedHashMap<>();
		Map<String, Policy> compiled = new LinkedHashMap<>();
		this.policies.forEach((name, spec) -> compiled.put(name,
				Policy.compile("policy", spec, PolicyResources
					.of((jwt) -> rules.computeIfAbsent(jwt, (key) -> new JwtRule("jwt", EXTRACTOR, null, null, null))),
						(number) -> null)));
		rules.forEach((name, rule) -> this.jwtNames.put(rule, name));
		return RouteTable.compile(this.routes, compiled::get);
	}

	/** The routes, all with the same policy. */
	RouteTable compile(Policy policy) {
		return RouteTable.compile(this.routes, (name) -> policy);
	}

	/** The entry that asks for a JWT. */
	String entry(JwtRule rule) {
		return this.jwtNames.get(rule);
	}

	Mapping mapping() {
		Set<String> methods = chance(50) ? Set.of() : Set.of(pick(METHODS), pick(List.of("PUT")));
		return new Mapping("", pattern(), chance(80), methods, Set.of(), List.of(), "handler " + this.mappings++,
				false);
	}

	TestRequest request() {
		TestRequest request = new TestRequest(pick(METHODS),
				pick(List.of("a.example.com", "x.example.com", "x.b.example.com", "other.org")), path());
		if (chance(40)) {
			request.header("X-Test", chance(50) ? "1" : "2");
		}
		if (chance(40)) {
			request.header("Content-Type", chance(50) ? "text/plain" : "application/json");
		}
		return chance(30) ? request.query("q=1") : request;
	}

	private String path() {
		StringBuilder path = new StringBuilder();
		int length = this.random.nextInt(4);
		for (int i = 0; i < length; i++) {
			path.append('/').append(pick(List.of("a", "b", "A", "ab", "admin", "a-b", "c")));
		}
		return (path.isEmpty() || chance(15)) ? path.append('/').toString() : path.toString();
	}

	private void addRoute(String name) {
		List<String> hosts = chance(60) ? null : List.of(pick(HOSTS));
		List<String> paths = chance(50) ? List.of(pattern()) : null;
		List<Match> matches = (paths == null && chance(90)) ? List.of(match()) : null;
		this.routes.put(name, new RouteSpec(hosts, paths, matches));
		if (chance(85)) {
			addPolicy(name);
		}
	}

	private void addPolicy(String name) {
		List<PolicySpec> entries = new ArrayList<>();
		List<String> names = new ArrayList<>();
		int count = 1 + this.random.nextInt(4);
		for (int i = 0; i < count; i++) {
			String entry = name + "-" + i;
			names.add(entry);
			entries
				.add(new PolicySpec((i < count - 1 || chance(40)) ? conditions() : null, authorization(entry), null));
		}
		this.policies.put(name,
				new AccessControlPolicySpec(List.of(new TargetRef("gateway.networking.k8s.io", "HTTPRoute", name)),
						entries, new AccessControlPolicySpec.Extensions(false)));
		this.entryNames.put(name, names);
	}

	private Authorization authorization(String entry) {
		if (chance(15)) {
			return Authorizations.of(null, null, null, null);
		}
		if (chance(10)) {
			return Authorizations.of(null, new Marker(), null, null);
		}
		return Authorizations.of(Authorizations.jwt(new Ref(entry), chance(10)), null, null, null);
	}

	private RequestConditions conditions() {
		MatcherSpec path = chance(70) ? new MatcherSpec(matcher()) : null;
		List<String> methods = (path == null || chance(25)) ? List.of(pick(METHODS)) : null;
		Header header = chance(10)
				? new Header(new CaselessMatcherSpec(new CaselessMatcherSpec.Matcher("x-test", null, null, null, null)),
						null)
				: null;
		CaselessMatcherSpec mediaType = chance(10)
				? new CaselessMatcherSpec(new CaselessMatcherSpec.Matcher("text/plain", null, null, null, null)) : null;
		RemoteIp remoteIp = chance(10) ? new RemoteIp(List.of(chance(50) ? "192.0.2.0/24" : "10.0.0.0/8"), chance(50))
				: null;
		return new RequestConditions(path, header, methods, mediaType, remoteIp, chance(15));
	}

	private StringMatcherSpec matcher() {
		String text = literal();
		boolean ignoreCase = chance(30);
		return switch (this.random.nextInt(5)) {
			case 0 -> new StringMatcherSpec(text, null, null, null, null, ignoreCase);
			case 1 -> new StringMatcherSpec(null, text, null, null, null, ignoreCase);
			case 2 -> new StringMatcherSpec(null, null, text, null, null, ignoreCase);
			case 3 -> new StringMatcherSpec(null, null, null, text, null, ignoreCase);
			default -> new StringMatcherSpec(null, null, null, null, pick(REGEXES).formatted(text), ignoreCase);
		};
	}

	private Match match() {
		PathMatch path = chance(90) ? pathMatch() : null;
		List<ValueMatch> headers = chance(15) ? List.of(new ValueMatch("Exact", "X-Test", "1")) : null;
		List<ValueMatch> parameters = chance(10) ? List.of(new ValueMatch("Exact", "q", "1")) : null;
		return new Match(path, headers, parameters, chance(25) ? pick(METHODS) : null);
	}

	private PathMatch pathMatch() {
		return switch (this.random.nextInt(4)) {
			case 0 -> new PathMatch("Exact", literal());
			case 1 -> new PathMatch("RegularExpression", pick(REGEXES).formatted(literal()));
			case 2 -> new PathMatch("PathPrefix", "/");
			default -> new PathMatch("PathPrefix", literal() + (chance(30) ? "/" : ""));
		};
	}

	private String literal() {
		return "/" + pick(SEGMENTS) + (chance(40) ? "/" + pick(SEGMENTS) : "");
	}

	private String pattern() {
		if (chance(10)) {
			return pick(List.of("/**", "/", "/{*rest}", "/**/a"));
		}
		StringBuilder pattern = new StringBuilder();
		int length = 1 + this.random.nextInt(3);
		for (int i = 0; i < length; i++) {
			pattern.append('/').append(chance(60) ? pick(SEGMENTS) : wildcard(i));
		}
		return pattern.append(pick(List.of("", "", "", "/**", "/{*rest}", "/"))).toString();
	}

	private String wildcard(int position) {
		return pick(List.of("*", "?", "a*", "{x%1$d}", "{x%1$d}", "{x%1$d:[a-z]+}", "{x%1$d}-{y%1$d}", "*b"))
			.formatted(position);
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private <T> T pick(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}
