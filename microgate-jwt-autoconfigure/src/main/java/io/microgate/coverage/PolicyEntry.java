package io.microgate.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.microgate.jwt.JwtSpec;
import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherText;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Header;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.AccessControlPolicySpec.RemoteIp;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.route.RoutePath;
import org.jspecify.annotations.Nullable;

/**
 * Judges one entry of a policy as far as that is possible without a request.
 */
final class PolicyEntry {

	private final String name;

	private final @Nullable RequestConditions conditions;

	private final @Nullable PathSet path;

	private final Authorization authorization;

	private final PolicySpec spec;

	private final boolean stripToken;

	PolicyEntry(String name, PolicySpec spec, boolean stripToken) {
		this.name = name;
		this.spec = spec;
		this.stripToken = stripToken;
		this.conditions = spec.requestConditions();
		StringMatcherSpec matcher = (this.conditions != null && this.conditions.path() != null)
				? this.conditions.path().matcher() : null;
		this.path = (matcher != null) ? PathSet.matching(matcher) : null;
		this.authorization = Objects.requireNonNull(spec.authorization());
	}

	String name() {
		return this.name;
	}

	/**
	 * The paths that it is for at most, {@code null} if its paths are not limited.
	 */
	@Nullable PathSet path() {
		return (this.conditions != null && !this.conditions.invert()) ? this.path : null;
	}

	/**
	 * The condition {@code exact} on a path that ends in a slash: it names that path,
	 * which is then not decided as if it had none as well.
	 */
	@Nullable StringMatcherSpec namedPathWithSlash() {
		StringMatcherSpec matcher = (this.conditions != null && !this.conditions.invert()
				&& this.conditions.path() != null) ? this.conditions.path().matcher() : null;
		return (matcher != null && matcher.exact() != null && matcher.exact().endsWith("/")) ? matcher : null;
	}

	@Nullable RequestConditions requestConditions() {
		return this.conditions;
	}

	Authorization authorization() {
		return this.authorization;
	}

	boolean hasPath() {
		return this.path != null;
	}

	Effect effect() {
		return new EntryAuthorization(this.authorization).effect();
	}

	/**
	 * For how many requests its conditions hold.
	 * @param method the method
	 * @param paths the paths they may have
	 * @param routePaths the paths of the route, which they have as well
	 * @return what can be proved
	 */
	MatchExtent extent(String method, PathSet paths, PathSet routePaths) {
		if (this.conditions == null) {
			return MatchExtent.ALL;
		}
		MatchExtent extent = (this.conditions.method() != null)
				? MatchExtent.of(this.conditions.method().contains(method)) : MatchExtent.ALL;
		if (this.path != null) {
			extent = extent.and(pathExtent(this.path, paths, routePaths));
		}
		if (dependsOnMore(this.conditions)) {
			extent = extent.and(MatchExtent.SOME);
		}
		return this.conditions.invert() ? extent.invert() : extent;
	}

	private static MatchExtent pathExtent(PathSet path, PathSet paths, PathSet routePaths) {
		MatchExtent extent = path.extent(paths);
		return (extent != MatchExtent.SOME) ? extent : path.extent(routePaths);
	}

	private static boolean dependsOnMore(RequestConditions conditions) {
		return conditions.header() != null || conditions.mediaType() != null || conditions.remoteIp() != null;
	}

	/** Whether both ask the same of the same requests. */
	boolean decidesLike(PolicyEntry other) {
		return Objects.equals(this.conditions, other.conditions) && this.authorization.equals(other.authorization);
	}

	/** Whether handlers and upstreams see the requests of both alike. */
	boolean passesOnLike(PolicyEntry other) {
		return this.stripToken == other.stripToken && propagations().equals(other.propagations());
	}

	boolean passesOnNothing() {
		return propagations().isEmpty() && !this.stripToken;
	}

	/** Names of what it passes on of a client. */
	private Set<String> propagations() {
		return Set.copyOf(EntryText.propagations(this.spec));
	}

	/** Whether the path variables that it reads are the same segments of both. */
	boolean readsAlike(RoutePath one, RoutePath other) {
		for (String variable : new EntryAuthorization(this.authorization).pathVariables()) {
			if (!Objects.equals(one.positionOf(variable), other.positionOf(variable))) {
				return false;
			}
		}
		return true;
	}

	/** Whether no request is left for another entry that comes later. */
	boolean covers(PolicyEntry later) {
		RequestConditions mine = this.conditions;
		RequestConditions others = later.conditions;
		if (mine == null || others == null || mine.equals(others)) {
			return mine == null || others != null;
		}
		return !mine.invert() && !others.invert() && coversPath(later)
				&& (mine.method() == null || (others.method() != null && mine.method().containsAll(others.method())))
				&& isAbsentOrEqual(mine.header(), others.header())
				&& isAbsentOrEqual(mine.mediaType(), others.mediaType())
				&& isAbsentOrEqual(mine.remoteIp(), others.remoteIp());
	}

	private boolean coversPath(PolicyEntry later) {
		return this.path == null || (later.path != null && (this.path.extent(later.path) == MatchExtent.ALL));
	}

	private static boolean isAbsentOrEqual(@Nullable Object mine, @Nullable Object others) {
		return mine == null || mine.equals(others);
	}

	/** The conditions, without values of headers. */
	List<String> conditions() {
		RequestConditions spec = this.conditions;
		if (spec == null) {
			return List.of();
		}
		List<String> texts = new ArrayList<>();
		if (spec.method() != null) {
			texts.add("method is " + String.join(" or ", spec.method()));
		}
		if (spec.path() != null && spec.path().matcher() != null) {
			texts.add("path " + MatcherText.describe(spec.path().matcher()));
		}
		if (spec.header() != null) {
			texts.add(describe(spec.header()));
		}
		if (spec.mediaType() != null && spec.mediaType().matcher() != null) {
			texts.add("media type " + MatcherText.describe(spec.mediaType().matcher()));
		}
		if (spec.remoteIp() != null) {
			texts.add(describe(spec.remoteIp()));
		}
		return spec.invert() ? List.of("not (" + String.join(" and ", texts) + ")") : List.copyOf(texts);
	}

	static String describe(Header header) {
		CaselessMatcherSpec name = header.name();
		return (name != null && name.matcher() != null) ? "name of a header " + MatcherText.describe(name.matcher())
				: "value of a header matches";
	}

	static String describe(RemoteIp remoteIp) {
		List<String> ranges = (remoteIp.cidrRanges() != null) ? remoteIp.cidrRanges() : List.of();
		return "remote address is " + (remoteIp.invert() ? "not " : "") + "in " + String.join(" or ", ranges);
	}

	/** What it asks for and passes on, without values of claims. */
	String asks(Map<String, JwtSpec> jwts) {
		return new EntryText(jwts).describe(this.spec, this.stripToken);
	}

}
