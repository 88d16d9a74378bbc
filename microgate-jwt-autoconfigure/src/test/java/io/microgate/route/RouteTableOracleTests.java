package io.microgate.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.google.re2j.Pattern;
import io.microgate.policy.PolicyResources;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.Authorizations;
import io.microgate.policy.Policy;
import io.microgate.request.TestRequest;
import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.PathMatch;
import io.microgate.route.RouteSpec.ValueMatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RouteTable} against a sorted list of all matches, of which the first
 * that holds is taken, on random tables and requests. Order and matching are written down
 * here once more, matching by Spring's own patterns.
 */
@Tag("slow")
class RouteTableOracleTests {

	private static final List<String> HOSTS = List.of("h.org", "a.h.org", "*.h.org", "*.a.h.org", "*.org", "b.org");

	private static final List<String> SENT_HOSTS = List.of("h.org", "a.h.org", "b.a.h.org", "b.org", "org", ".h.org",
			"", "c.b.a.h.org");

	private static final List<String> SEGMENTS = List.of("a", "b", "ab", "a.html", "b.html", "x", "");

	private static final List<String> PATTERN_SEGMENTS = List.of("a", "b", "ab", "*", "{x}", "*.html", "a*", "a*b", "?",
			"a?", "{x}.html", "a{x}", "{x:[ab]}", "{x:a{1,2}}", "{y}", "{x}{y}", "{x:.*}", "x{y}", "{x}b", "{x}{y:b}",
			"*b*");

	private static final List<String> REGEXES = List.of("/a.*", "/a|/b", "/(a|b)/x", ".*", "/ab?", "/a/b/?.*", "^/a/.*",
			"/a+", "(?i)/A.*", "/a/(x|b)(/.*)?", "/a/[ab]|/x");

	private final Random random = new Random(6);

	private final Policy policy = Policy.compile("policy", new AccessControlPolicySpec(List.of(),
			List.of(new AccessControlPolicySpec.PolicySpec(null, Authorizations.of(null, null, null, null), null)),
			new AccessControlPolicySpec.Extensions(false)), PolicyResources.of((name) -> null), (number) -> null);

	private int found;

	@Test
	void resolveWhenRandomThenTheFirstOfAllMatchesInOrder() {
		for (int i = 0; i < 4_000; i++) {
			Map<String, RouteSpec> specs = specs();
			RouteTable table = RouteTable.compile(specs, this::policy);
			List<Candidate> candidates = candidates(specs);
			for (int j = 0; j < 30; j++) {
				TestRequest request = request();
				Outcome expected = first(candidates, request);
				assertThat(Outcome.of(table.resolve(request)))
					.as("%s %s%s?%s in %s", request.method(), request.host(), request.path(), request.query(), specs)
					.isEqualTo(expected);
				this.found += (expected.route() != null) ? 1 : 0;
			}
		}
		assertThat(this.found).isGreaterThan(20_000);
	}

	private Outcome first(List<Candidate> candidates, TestRequest request) {
		Candidate best = candidates.stream()
			.filter((candidate) -> candidate.hasHost(request.host()) && candidate.hasPath(request.path())
					&& candidate.matches(request))
			.min(Candidate.PRECEDENCE)
			.orElse(null);
		if (best != null) {
			return best.governed() ? new Outcome(best.route(), best.literal(), true) : Outcome.NONE;
		}
		return candidates.stream()
			.filter((candidate) -> candidate.governed() && candidate.hasPath(request.path()))
			.min(Candidate.PATH_PRECEDENCE)
			.map((candidate) -> new Outcome(null, candidate.literal(), true))
			.orElse(Outcome.NONE);
	}

	private @Nullable Policy policy(String route) {
		return route.startsWith("ungoverned") ? null : this.policy;
	}

	private List<Candidate> candidates(Map<String, RouteSpec> specs) {
		List<Candidate> candidates = new ArrayList<>();
		specs.forEach((name, spec) -> {
			for (String host : (spec.hostnames() != null) ? spec.hostnames() : List.of("")) {
				if (spec.paths() != null) {
					spec.paths().forEach((pattern) -> candidates.add(Candidate.of(name, host, pattern, null)));
				}
				if (spec.matches() != null) {
					spec.matches().forEach((match) -> candidates.add(Candidate.of(name, host, match)));
				}
				if (spec.paths() == null && spec.matches() == null) {
					candidates.add(Candidate.of(name, host, "/**", null));
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

	/** What the table says of a request. */
	private record Outcome(@Nullable String route, @Nullable String literal, boolean pathKnown) {

		static final Outcome NONE = new Outcome(null, null, false);

		static Outcome of(RouteMatch match) {
			return new Outcome((match.route() != null) ? match.route().name() : null, match.literal(),
					match.pathKnown());
		}

	}

	/** One host and one path of a route. */
	private record Candidate(String route, String host, Kind kind, String text, @Nullable Match match) {

		static final Comparator<Candidate> PATH_PRECEDENCE = Comparator.comparing(Candidate::kind)
			.thenComparing(Candidate::bySegments)
			.thenComparing((candidate) -> candidate.match() == null || candidate.match().method() == null)
			.thenComparing((candidate) -> -candidate.headers().size())
			.thenComparing((candidate) -> -candidate.query().size())
			.thenComparing(Candidate::route)
			.thenComparing(Candidate::text);

		static final Comparator<Candidate> PRECEDENCE = Comparator.comparing(Candidate::byHost)
			.thenComparing(PATH_PRECEDENCE);

		static Candidate of(String route, String host, String pattern, @Nullable Match match) {
			boolean literal = !PathPatternParser.defaultInstance.parse(pattern).hasPatternSyntax();
			return new Candidate(route, host, literal ? Kind.LITERAL : Kind.PATTERN, pattern, match);
		}

		static Candidate of(String route, String host, Match spec) {
			String path = (spec.path() != null) ? spec.path().value() : "/";
			return switch ((spec.path() != null) ? spec.path().type() : "PathPrefix") {
				case "Exact" -> new Candidate(route, host, Kind.LITERAL, path, spec);
				case "RegularExpression" -> new Candidate(route, host, Kind.REGEX, path, spec);
				default ->
					new Candidate(route, host, Kind.PATTERN, (path.endsWith("/") ? path : path + "/") + "**", spec);
			};
		}

		boolean governed() {
			return !this.route.startsWith("ungoverned");
		}

		boolean hasHost(String host) {
			return this.host.isEmpty() || this.host.equals(host)
					|| (this.host.startsWith("*") && host.endsWith(this.host.substring(1)) && !host.startsWith("."));
		}

		boolean hasPath(String path) {
			return switch (this.kind) {
				case LITERAL -> path.equals(this.text);
				case PATTERN ->
					PathPatternParser.defaultInstance.parse(this.text).matches(PathContainer.parsePath(path));
				case REGEX -> Pattern.matches(this.text, path);
			};
		}

		boolean matches(TestRequest request) {
			if (this.match != null && this.match.method() != null && !this.match.method().equals(request.method())) {
				return false;
			}
			return headers().stream().allMatch((header) -> request.headers(header.name()).contains(header.value()))
					&& query().stream()
						.allMatch((parameter) -> request.query() != null && List.of(request.query().split("&"))
							.contains(parameter.name() + "=" + parameter.value()));
		}

		List<ValueMatch> headers() {
			return (this.match != null && this.match.headers() != null) ? this.match.headers() : List.of();
		}

		List<ValueMatch> query() {
			return (this.match != null && this.match.queryParams() != null) ? this.match.queryParams() : List.of();
		}

		@Nullable String literal() {
			if (this.kind != Kind.PATTERN) {
				return (this.kind == Kind.LITERAL) ? this.text : null;
			}
			StringBuilder literal = new StringBuilder();
			for (String segment : segments()) {
				if (segment.contains("*") || segment.contains("?") || segment.contains("{")) {
					break;
				}
				literal.append('/').append(segment);
			}
			return literal.isEmpty() ? "/" : literal.toString();
		}

		private int byHost() {
			return this.host.isEmpty() ? 1 : this.host.startsWith("*") ? -this.host.length() : Integer.MIN_VALUE;
		}

		/** No expression of these tests has a slash. */
		private List<String> segments() {
			return List.of(this.text.substring(1).split("/", -1));
		}

		private static int bySegments(Candidate one, Candidate other) {
			if (one.kind != Kind.PATTERN || other.kind != Kind.PATTERN) {
				return 0;
			}
			List<String> ones = one.segments();
			List<String> others = other.segments();
			for (int i = 0; i < Math.max(ones.size(), others.size()); i++) {
				int weight = weight(ones, i) - weight(others, i);
				if (weight != 0) {
					return weight;
				}
			}
			return 0;
		}

		/** The end comes behind a segment and before any number of them. */
		private static int weight(List<String> segments, int index) {
			if (index >= segments.size()) {
				return 3_000_000;
			}
			String segment = segments.get(index);
			if (segment.equals("**") || segment.startsWith("{*")) {
				return 4_000_000;
			}
			if (segment.replaceAll("\\{[a-z0-9]+}|\\*", "").isEmpty() && !segment.isEmpty()) {
				return 2_000_000;
			}
			String literal = segment.replaceAll("\\{[a-z0-9]+(:([^{}]|\\{[^}]*})*)?}|[*?]", "");
			return literal.equals(segment) ? 0 : 1_000_000 - literal.length();
		}

	}

	private enum Kind {

		LITERAL, REGEX, PATTERN

	}

}
