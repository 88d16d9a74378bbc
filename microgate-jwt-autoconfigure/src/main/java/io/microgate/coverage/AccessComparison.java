package io.microgate.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.microgate.jwt.JwtSpec;
import org.jspecify.annotations.Nullable;

/**
 * Finds every request that two configurations may decide about differently. Requests that
 * are refused with 400 before a route decides are not compared, nor is what regular
 * expressions may cost a request.
 */
public final class AccessComparison {

	/** Takes some seconds. */
	private static final int MAX_COMPARISONS = 20_000_000;

	private static final int MAX_EXAMPLES = 12;

	private final ComparedConfiguration before;

	private final ComparedConfiguration after;

	private final JwtComparison jwtComparison;

	private final RuleComparison rules;

	/** From those for one host to those for every host. */
	private final Set<String> hosts = new TreeSet<>(Comparator.reverseOrder());

	/** The method of most examples comes first. */
	private final Set<String> methods = new TreeSet<>(
			Comparator.comparing((String method) -> !method.equals("GET")).thenComparing(Comparator.naturalOrder()));

	private final Map<Key, RuleDifference> found = new LinkedHashMap<>();

	private int comparisons;

	private AccessComparison(ComparedConfiguration before, ComparedConfiguration after, Set<String> changedKeys,
			Set<String> openPaths) {
		this.before = before;
		this.after = after;
		this.jwtComparison = new JwtComparison(before, after, changedKeys);
		this.rules = new RuleComparison(new AuthorizationComparison(this.jwtComparison), openPaths);
		this.hosts.addAll(before.hosts());
		this.hosts.addAll(after.hosts());
		this.methods.add("");
		this.methods.addAll(before.methods());
		this.methods.addAll(after.methods());
	}

	/**
	 * Compares two configurations.
	 * @param before the first configuration
	 * @param after the second configuration
	 * @param changedKeys names of JWKS whose keys may be others in the second one
	 * @param openPaths paths that may be open, with all below them, where no route says
	 * otherwise
	 * @return the comparison
	 */
	public static AccessComparison of(ComparedConfiguration before, ComparedConfiguration after,
			Set<String> changedKeys, Set<String> openPaths) {
		AccessComparison comparison = new AccessComparison(before, after, changedKeys, openPaths);
		for (String host : comparison.hosts) {
			for (String method : comparison.methods) {
				comparison.compare(host, method);
			}
		}
		return comparison;
	}

	/**
	 * Whether all routes were compared.
	 * @return {@code false} if there are too many, so that others may be different as
	 * well
	 */
	public boolean isComplete() {
		return this.comparisons <= MAX_COMPARISONS;
	}

	/**
	 * How the requests are decided now that have several hosts, or one that may be read
	 * in several ways. They are refused where routes differ in their hosts.
	 * @return the change for such requests, whatever decides about them otherwise
	 */
	public AccessChange ambiguousHosts() {
		return AccessChange.of(this.before.isByHost() || !this.after.isByHost(),
				this.after.isByHost() || !this.before.isByHost());
	}

	/**
	 * Compares what the JWTs accept that entries of both configurations ask for.
	 * @return the JWTs that accept other tokens or read other claims, by their names
	 */
	public Map<String, AccessChange> jwts() {
		Map<String, AccessChange> changes = new TreeMap<>();
		Map<String, JwtSpec> used = this.after.usedJwts();
		this.before.usedJwts().forEach((name, spec) -> {
			JwtSpec next = used.get(name);
			AccessChange change = (next == null) ? AccessChange.SAME : compare(name, spec, next);
			if (change != AccessChange.SAME) {
				changes.put(name, change);
			}
		});
		return changes;
	}

	/** A bad token at a new source is refused where a request without one is not. */
	private AccessChange compare(String name, JwtSpec spec, JwtSpec next) {
		if (spec.equals(next)) {
			return AccessChange.SAME;
		}
		boolean optional = this.before.isOptional(name) || this.after.isOptional(name);
		return (optional && !JwtComparison.hasSameSources(spec, next)) ? AccessChange.CHANGED
				: this.jwtComparison.compareWhole(spec, next);
	}

	/**
	 * Lists the requests that other routes or entries decide about, or for which an entry
	 * asks for something else.
	 * @return the differences, the wider ones first
	 */
	public List<AccessDifference> differences() {
		Map<Key, List<RuleDifference>> grouped = new LinkedHashMap<>();
		this.found
			.forEach((key, difference) -> grouped.computeIfAbsent(key.withoutRequests(), (group) -> new ArrayList<>())
				.add(difference));
		List<AccessDifference> differences = new ArrayList<>();
		grouped.forEach((key,
				parts) -> differences.add(new AccessDifference(key.change, key.before, key.after,
						parts.stream().flatMap((part) -> part.describe(this.hosts, this.methods).stream()).toList(),
						parts.stream()
							.map(RuleDifference::example)
							.filter((example) -> example != null)
							.findFirst()
							.orElse(null))));
		differences.sort(Comparator.comparing(AccessDifference::change)
			.thenComparing((difference) -> difference.example() == null));
		return differences;
	}

	/** What was found, by requests. */
	Map<Key, RuleDifference> found() {
		return this.found;
	}

	Set<String> hosts() {
		return this.hosts;
	}

	Set<String> methods() {
		return this.methods;
	}

	private void compare(String host, String method) {
		Side side = new Side(host, method, DecidingRules.of(this.before, host, method),
				DecidingRules.of(this.after, host, method));
		List<DecidingRule> all = side.before().all();
		for (int i = 0; i < all.size() && isComplete(); i++) {
			if (!all.get(i).requests().isEmpty()) {
				compare(all.get(i), all.subList(0, i), side);
			}
		}
	}

	private void compare(DecidingRule old, List<DecidingRule> earlier, Side side) {
		RequestSet requests = old.requests();
		List<DecidingRule> near = earlier.stream().filter((rule) -> !requests.isApartByPath(rule.requests())).toList();
		List<DecidingRule> met = new ArrayList<>();
		for (DecidingRule next : side.after().all()) {
			this.comparisons++;
			if (requests.isApartByPath(next.requests())) {
				continue;
			}
			AccessChange change = this.rules.compare(old, next);
			if (change != AccessChange.SAME) {
				RequestSet shared = requests.and(next.requests());
				if (!shared.isEmpty() && !isTaken(shared, near) && !isTaken(shared, met)) {
					add(change, old, next, shared, side);
				}
			}
			if (requests.isWithin(next.requests())) {
				return;
			}
			met.add(next);
		}
	}

	private static boolean isTaken(RequestSet requests, List<DecidingRule> rules) {
		return rules.stream().anyMatch((rule) -> requests.isWithin(rule.requests()));
	}

	private void add(AccessChange change, DecidingRule old, DecidingRule next, RequestSet shared, Side side) {
		Key key = new Key(change, DecidingPart.of(old, this.before), DecidingPart.of(next, this.after), shared);
		RuleDifference difference = this.found.computeIfAbsent(key, (absent) -> new RuleDifference(shared));
		difference.add(side.host(), side.method());
		if (difference.example() == null) {
			difference.prove(example(old, next, shared, side));
		}
	}

	private @Nullable String example(DecidingRule old, DecidingRule next, RequestSet shared, Side side) {
		if (!FactCondition.areIndependent(shared.facts())) {
			return null;
		}
		return shared.examples()
			.limit(MAX_EXAMPLES)
			.filter((path) -> Stream.of(path, withoutSlash(path))
				.allMatch((reading) -> side.before().find(reading, shared.facts()) == old
						&& side.after().find(reading, shared.facts()) == next))
			.findFirst()
			.map((path) -> describe(side, path))
			.orElse(null);
	}

	/** Both readings of a path have to come to the same. */
	private static String withoutSlash(String path) {
		return (path.length() > 1 && path.endsWith("/")) ? path.substring(0, path.length() - 1) : path;
	}

	private String describe(Side side, String path) {
		String method = side.method().isEmpty() ? Stream.of("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS")
			.filter((candidate) -> !this.methods.contains(candidate))
			.findFirst()
			.orElse("REPORT") : side.method();
		String host = side.host().startsWith(".") ? "any" + side.host() : side.host();
		return method + " " + host + path;
	}

	/**
	 * What decides about the requests of one host and method.
	 */
	private record Side(String host, String method, DecidingRules before, DecidingRules after) {
	}

	/**
	 * What differs.
	 *
	 * @param change how the decisions differ
	 * @param before what decides in the first configuration
	 * @param after what decides in the second one
	 * @param requests the requests, apart from hosts and methods
	 */
	record Key(AccessChange change, DecidingPart before, DecidingPart after, RequestSet requests) {

		Key withoutRequests() {
			return new Key(this.change, this.before, this.after, RequestSet.EVERY);
		}

	}

}
