package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.Header;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.route.ExpandedMatch;
import io.microgate.route.RouteSpec.ValueMatch;
import org.jspecify.annotations.Nullable;

/**
 * Changes a request in one part that a route or an entry has a condition on.
 */
final class RequestProbes {

	static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

	static final String CONTENT_TYPE = "Content-Type";

	/** The client of most tests. */
	static final String LOOPBACK = "127.0.0.1";

	private final RequestDraft base;

	private final Map<String, RequestDraft> probes = new LinkedHashMap<>();

	private final Set<String> evident = new HashSet<>();

	RequestProbes(RequestDraft base) {
		this.base = base;
	}

	/** Returns the changed requests by what is changed. */
	Map<String, RequestDraft> all() {
		return this.probes;
	}

	/**
	 * Names what is changed where the request line and the host do not say it.
	 * @param what what is changed
	 * @return the name, empty if there is no need of one
	 */
	String name(String what) {
		return this.evident.contains(what) ? "" : what;
	}

	private void addEvident(String what, RequestDraft request) {
		this.evident.add(what);
		add(what, request);
	}

	private void add(String what, RequestDraft request) {
		this.probes.putIfAbsent(what, request);
	}

	/** Changes what the match of the route asks for. */
	RequestProbes ofRoute() {
		ExpandedMatch match = this.base.match();
		hosts(match.hostname()).forEach((host) -> addEvident("host " + host, this.base.withHost(host)));
		PathValues.neighbours(match.path(), this.base.path())
			.forEach((path) -> addEvident("path " + path, this.base.withPath(path)));
		methods();
		for (ValueMatch header : match.headers()) {
			String name = String.valueOf(header.name());
			add("no header " + name, this.base.withHeader(name, null));
			MatcherValues.of(header)
				.neighbours()
				.forEach((value) -> add("header %s: %s".formatted(name, value), this.base.withHeader(name, value)));
		}
		for (ValueMatch parameter : match.queryParams()) {
			String name = String.valueOf(parameter.name());
			add("no query parameter " + name, this.base.withParameter(name, null));
			MatcherValues.of(parameter)
				.neighbours()
				.forEach((value) -> add("query parameter %s=%s".formatted(name, value),
						this.base.withParameter(name, value)));
		}
		return this;
	}

	/** Meets what further matches for the same path ask for as well. */
	RequestProbes ofMatches(List<ExpandedMatch> matches) {
		for (ExpandedMatch other : matches) {
			if (!other.route().equals(this.base.match().route()) && other.path().contains(this.base.path())) {
				RequestDraft both = RequestSearch.meeting(other, this.base);
				add("as for route " + other.route(), both);
				for (ValueMatch header : this.base.match().headers()) {
					String name = String.valueOf(header.name());
					add("as for route %s, another header %s".formatted(other.route(), name),
							both.withHeader(name, both.headers().get(name) + "x"));
				}
				for (ValueMatch parameter : this.base.match().queryParams()) {
					String name = String.valueOf(parameter.name());
					add("as for route %s, another query parameter %s".formatted(other.route(), name),
							both.withParameter(name, both.query().get(name) + "x"));
				}
			}
		}
		return this;
	}

	private void methods() {
		METHODS.forEach((method) -> addEvident("method " + method, this.base.withMethod(method)));
	}

	private static Set<String> hosts(String hostname) {
		Set<String> hosts = new LinkedHashSet<>();
		if (!hostname.isEmpty()) {
			String plain = hostname.startsWith("*.") ? hostname.substring(2) : hostname;
			hosts.addAll(List.of(plain, "a." + plain, "a.b." + plain, "x" + plain, "other.example"));
			int dot = plain.indexOf('.');
			if (dot > 0) {
				hosts.add(plain.substring(dot + 1));
				hosts.add("other" + plain.substring(dot));
			}
		}
		return hosts;
	}

	/** Changes what conditions of an entry are about. */
	RequestProbes ofConditions(RequestConditions conditions) {
		if (conditions.path() != null && conditions.path().matcher() != null) {
			PathValues.neighbours(conditions.path().matcher(), this.base.match().path())
				.forEach((path) -> addEvident("path " + path, this.base.withPath(path)));
		}
		if (conditions.method() != null) {
			methods();
		}
		if (conditions.header() != null) {
			ofHeader(conditions.header());
		}
		if (conditions.mediaType() != null) {
			ofMediaType(conditions.mediaType());
		}
		if (conditions.remoteIp() != null && conditions.remoteIp().cidrRanges() != null) {
			AddressValues.of(conditions.remoteIp().cidrRanges())
				.forEach((address) -> add("client " + address, this.base.withRemoteAddress(address)));
			add("client " + LOOPBACK, this.base.withRemoteAddress(LOOPBACK));
		}
		return this;
	}

	private void ofHeader(Header condition) {
		RequestDraft met = RequestSearch.headers(condition, this.base).get(0);
		String name = met.headers()
			.keySet()
			.stream()
			.filter((header) -> !this.base.headers().containsKey(header) || isName(condition, header))
			.findFirst()
			.orElse("X-Test");
		String value = met.headers().getOrDefault(name, "1");
		RequestDraft without = this.base.withHeader(name, null);
		add("no header " + name, without);
		for (String other : names(condition)) {
			add("header %s: %s".formatted(other, value), without.withHeader(other, value));
		}
		for (String other : values(condition.value())) {
			add("header %s: %s".formatted(name, other), without.withHeader(name, other));
		}
	}

	private static boolean isName(Header condition, String header) {
		return condition.name() != null && names(condition).contains(header);
	}

	private static List<String> names(Header condition) {
		List<String> names = new ArrayList<>(List.of("X-Other"));
		if (condition.name() != null) {
			names.addAll(MatcherValues.of(condition.name()).neighbours());
		}
		return names.stream().filter((name) -> name.matches("[-A-Za-z0-9!#$%&'*+.^_`|~]+")).toList();
	}

	private static List<String> values(@Nullable MatcherSpec value) {
		return (value != null && value.matcher() != null) ? MatcherValues.of(value.matcher()).neighbours()
				: List.of("other");
	}

	private void ofMediaType(CaselessMatcherSpec condition) {
		add("no media type", this.base.withHeader(CONTENT_TYPE, null));
		for (String value : MatcherValues.of(condition).neighbours()) {
			add("media type " + value, this.base.withHeader(CONTENT_TYPE, value));
		}
	}

	/** Changes what claims of an entry have to equal. */
	RequestProbes ofEqualParts(List<ClaimNeed> needs) {
		for (ClaimNeed need : needs) {
			if (need.equals() != null && need.equals().pathVariable() == null) {
				String part = (need.equals().header() != null) ? "header " + need.equals().header()
						: "query parameter " + need.equals().queryParameter();
				add("no " + part, RequestValues.with(need.equals(), this.base, null));
				add("another " + part, RequestValues.with(need.equals(), this.base, "two"));
			}
		}
		return this;
	}

}
