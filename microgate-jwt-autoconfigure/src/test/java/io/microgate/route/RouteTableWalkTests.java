package io.microgate.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.google.re2j.Pattern;
import io.microgate.match.TestRequest;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.Policy;
import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.PathMatch;
import io.microgate.route.RouteSpec.ValueMatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RouteTable} against a walk along all routes, on random tables and
 * requests.
 */
class RouteTableWalkTests {

	private static final List<String> HOSTS = List.of("h.org", "a.h.org", "*.h.org", "*.a.h.org", "*.org", "b.org");

	private static final List<String> SENT_HOSTS = List.of("h.org", "a.h.org", "b.a.h.org", "b.org", "org", ".h.org",
			"", "c.b.a.h.org");

	private static final List<String> SEGMENTS = List.of("a", "b", "ab", "a.html", "b.html", "x", "");

	private static final List<String> PATTERN_SEGMENTS = List.of("a", "b", "ab", "*", "{x}", "*.html", "a*", "a*b", "?",
			"a?", "{x}.html", "a{x}", "{x:[ab]}", "{x:a{1,2}}", "{x:.*}", "x{y}", "{x}b", "{x}{y:b}", "*b*");

	private static final List<String> REGEXES = List.of("/a.*", "/a|/b", "/(a|b)/x", ".*", "/ab?", "/a/b/?.*", "^/a/.*",
			"/a+", "(?i)/A.*", "/a/(x|b)(/.*)?", "/a/[ab]|/x");

	private final Random random = new Random(6);

	private final Policy policy = Policy
		.compile(new AccessControlPolicySpec(List.of(), List.of(new AccessControlPolicySpec.PolicySpec(null,
				new AccessControlPolicySpec.Authorization(null, null, null, null)))), (name) -> null);

	private int found;

	@Test
	void resolveWhenRandomThenTheRouteOfTheWalk() {
		for (int i = 0; i < 1_500; i++) {
			Map<String, RouteSpec> specs = specs();
			RouteTable table = RouteTable.compile(specs, this::policy);
			List<Candidate> candidates = candidates(specs);
			for (int j = 0; j < 30; j++) {
				TestRequest request = request();
				RouteMatch expected = walk(candidates, request);
				assertThat(table.resolve(request))
					.as("%s %s%s?%s in %s", request.method(), request.host(), request.path(), request.query(), specs)
					.isEqualTo(expected);
				this.found += (expected.route() != null) ? 1 : 0;
			}
		}
		assertThat(this.found).isGreaterThan(5_000);
	}

	private RouteMatch walk(List<Candidate> candidates, TestRequest request) {
		Candidate best = candidates.stream()
			.filter((candidate) -> candidate.hasHost(request.host()) && candidate.hasPath(request.path())
					&& candidate.match().matches(request))
			.min(Candidate.PRECEDENCE)
			.orElse(null);
		if (best != null) {
			return (best.route().policy() != null) ? new RouteMatch(best.route(), best.literal(), true)
					: RouteMatch.NONE;
		}
		return candidates.stream()
			.filter((candidate) -> candidate.route().policy() != null && candidate.hasPath(request.path()))
			.min(Candidate.PATH_PRECEDENCE)
			.map((candidate) -> new RouteMatch(null, candidate.literal(), true))
			.orElse(RouteMatch.NONE);
	}

	private @Nullable Policy policy(String route) {
		return route.startsWith("ungoverned") ? null : this.policy;
	}

	private List<Candidate> candidates(Map<String, RouteSpec> specs) {
		List<Candidate> candidates = new ArrayList<>();
		specs.forEach((name, spec) -> {
			Route route = new Route(name, policy(name));
			for (String host : (spec.hostnames() != null) ? spec.hostnames() : List.of("")) {
				if (spec.paths() != null) {
					spec.paths().forEach((pattern) -> candidates.add(Candidate.of(host, pattern, route)));
				}
				if (spec.matches() != null) {
					spec.matches().forEach((match) -> candidates.add(Candidate.of(host, match, route)));
				}
				if (spec.paths() == null && spec.matches() == null) {
					candidates.add(Candidate.of(host, "/**", route));
				}
			}
		});
		return candidates;
	}

	private Map<String, RouteSpec> specs() {
		Map<String, RouteSpec> specs = new LinkedHashMap<>();
		for (int i = this.random.nextInt(12); i >= 0; i--) {
			List<String> hosts = (this.random.nextInt(3) == 0) ? List.of(pick(HOSTS)) : null;
			List<String> paths = maybe() ? List.of(pattern(), pattern()) : null;
			List<Match> matches = (paths == null || maybe()) ? List.of(match(), match()) : null;
			String name = ((this.random.nextInt(8) == 0) ? "ungoverned-" : "r") + i;
			specs.put(name, new RouteSpec(hosts, paths, (this.random.nextInt(20) > 0) ? matches : null));
		}
		return specs;
	}

	private String pattern() {
		StringBuilder pattern = new StringBuilder();
		int first = this.random.nextInt(8);
		boolean open = first < 2;
		pattern.append((first == 0) ? "/**" : (first == 1) ? "/{*front}" : "");
		for (int i = this.random.nextInt(4); i >= 0; i--) {
			pattern.append('/').append(pick(PATTERN_SEGMENTS).replace("x", "x" + i).replace("y", "y" + i));
		}
		int last = open ? 9 : this.random.nextInt(9);
		return pattern.append((last == 0) ? "/**" : (last == 1) ? "/{*rest}" : (last == 2) ? "/" : "").toString();
	}

	private Match match() {
		PathMatch path = switch (this.random.nextInt(5)) {
			case 0 -> null;
			case 1 -> new PathMatch("RegularExpression", pick(REGEXES));
			case 2 -> new PathMatch("Exact", path());
			default -> new PathMatch("PathPrefix", path());
		};
		List<ValueMatch> headers = maybe() ? List.of(value(), value()) : null;
		List<ValueMatch> query = maybe() ? List.of(value()) : null;
		return new Match(path, headers, query, maybe() ? pick(List.of("GET", "POST")) : null);
	}

	private ValueMatch value() {
		return new ValueMatch(pick(List.of("Exact", "RegularExpression")), pick(List.of("n", "m")), "1");
	}

	private TestRequest request() {
		TestRequest request = new TestRequest(pick(List.of("GET", "POST", "PUT")), pick(SENT_HOSTS), path());
		if (maybe()) {
			request.header(pick(List.of("n", "M")), "1");
			request.header(pick(List.of("N", "m")), "2", "1");
		}
		return maybe() ? request.query(pick(List.of("n=1", "m=2&n=1", "m=1", "n"))) : request;
	}

	private String path() {
		StringBuilder path = new StringBuilder("/");
		for (int i = this.random.nextInt(4); i > 0; i--) {
			String segment = pick(SEGMENTS);
			path.append(segment).append((segment.isEmpty() || i == 1) ? "" : "/");
		}
		return path.toString();
	}

	private boolean maybe() {
		return this.random.nextInt(3) == 0;
	}

	private <T> T pick(List<T> values) {
		return values.get(this.random.nextInt(values.size()));
	}

	/** One host and one path of a route. */
	private record Candidate(Route route, String host, Kind kind, String text, CompiledMatch match) {

		static final Comparator<Candidate> PATH_PRECEDENCE = Comparator.comparing(Candidate::kind)
			.thenComparing((candidate) -> (candidate.kind() == Kind.PREFIX) ? -candidate.text().length() : 0)
			.thenComparing(Candidate::bySpecificity)
			.thenComparing(Candidate::match, CompiledMatch.PRECEDENCE);

		static final Comparator<Candidate> PRECEDENCE = Comparator.comparing(Candidate::byHost)
			.thenComparing(PATH_PRECEDENCE);

		static Candidate of(String host, String pattern, Route route) {
			CompiledMatch match = new CompiledMatch(route, null, null);
			if (!PathPatternParser.defaultInstance.parse(pattern).hasPatternSyntax()) {
				return new Candidate(route, host, Kind.EXACT, pattern, match);
			}
			String prefix = pattern.endsWith("/**") ? pattern.substring(0, pattern.length() - 3) : "*";
			boolean literal = !prefix.contains("*") && !prefix.contains("{") && !prefix.contains("?");
			return new Candidate(route, host, literal ? Kind.PREFIX : Kind.PATTERN, literal ? prefix : pattern, match);
		}

		static Candidate of(String host, Match spec, Route route) {
			CompiledMatch match = new CompiledMatch(route, spec, null);
			String path = (spec.path() != null) ? spec.path().value() : "/";
			return switch ((spec.path() != null) ? spec.path().type() : "PathPrefix") {
				case "Exact" -> new Candidate(route, host, Kind.EXACT, path, match);
				case "RegularExpression" -> new Candidate(route, host, Kind.REGEX, path, match);
				default -> new Candidate(route, host, Kind.PREFIX,
						path.endsWith("/") ? path.substring(0, path.length() - 1) : path, match);
			};
		}

		boolean hasHost(String host) {
			return this.host.isEmpty() || this.host.equals(host)
					|| (this.host.startsWith("*") && host.endsWith(this.host.substring(1)) && !host.startsWith("."));
		}

		boolean hasPath(String path) {
			return switch (this.kind) {
				case EXACT -> path.equals(this.text);
				case PREFIX -> path.equals(this.text) || path.startsWith(this.text + "/");
				case PATTERN -> pattern().matches(PathContainer.parsePath(path));
				case REGEX -> Pattern.matches(this.text, path);
			};
		}

		@Nullable String literal() {
			return switch (this.kind) {
				case EXACT -> this.text;
				case PREFIX -> this.text.isEmpty() ? "/" : this.text;
				case PATTERN, REGEX -> null;
			};
		}

		private PathPattern pattern() {
			return PathPatternParser.defaultInstance.parse(this.text);
		}

		private int byHost() {
			return this.host.isEmpty() ? 1 : this.host.startsWith("*") ? -this.host.length() : Integer.MIN_VALUE;
		}

		private static int bySpecificity(Candidate one, Candidate other) {
			boolean patterns = one.kind() == Kind.PATTERN && other.kind() == Kind.PATTERN;
			return patterns ? one.pattern().compareTo(other.pattern()) : 0;
		}

	}

	private enum Kind {

		EXACT, PREFIX, PATTERN, REGEX

	}

}
