package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.microgate.policy.AccessControlPolicySpec.Header;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.route.ExpandedMatch;
import io.microgate.route.RouteSpec.ValueMatch;
import org.jspecify.annotations.Nullable;

/**
 * Searches for a request to a match of a route that a certain entry decides.
 */
final class RequestSearch {

	private static final int MAX_TRIED = 2000;

	private static final List<String> METHODS = List.of("GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS");

	private final CaseCollector collector;

	private final ExpandedMatch match;

	private final List<DerivedEntry> entries;

	private final @Nullable String remoteAddress;

	private int tried;

	/**
	 * Creates a search.
	 * @param collector knows who decides
	 * @param match the match
	 * @param entries the entries of the route's policy
	 * @param remoteAddress IP address of the client, {@code null} if it does not matter
	 */
	RequestSearch(CaseCollector collector, ExpandedMatch match, List<DerivedEntry> entries,
			@Nullable String remoteAddress) {
		this.collector = collector;
		this.remoteAddress = remoteAddress;
		this.match = match;
		this.entries = entries;
	}

	/** A request that the match takes, whatever decides about it. */
	@Nullable RequestDraft start() {
		List<String> paths = PathValues.of(this.match.path());
		if (paths.isEmpty()) {
			return null;
		}
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		RequestDraft draft = new RequestDraft(this.match, (this.match.method() != null) ? this.match.method() : "GET",
				host(this.match), paths.get(0), Map.of(), headers, this.remoteAddress, null, null);
		return meeting(this.match, draft);
	}

	/** Adds the headers and query parameters that a match asks for. */
	static RequestDraft meeting(ExpandedMatch match, RequestDraft request) {
		RequestDraft met = request;
		for (ValueMatch header : match.headers()) {
			met = met.withHeader(String.valueOf(header.name()), first(MatcherValues.of(header).matching()));
		}
		for (ValueMatch parameter : match.queryParams()) {
			met = met.withParameter(String.valueOf(parameter.name()), first(MatcherValues.of(parameter).matching()));
		}
		return met;
	}

	private static @Nullable String host(ExpandedMatch match) {
		if (match.hostname().isEmpty()) {
			return null;
		}
		return match.hostname().startsWith("*.") ? "www" + match.hostname().substring(1) : match.hostname();
	}

	private static @Nullable String first(List<String> values) {
		return values.isEmpty() ? null : values.get(0);
	}

	/** Finds a request that an entry decides, {@code null} if none is found. */
	@Nullable RequestDraft find(DerivedEntry entry) {
		RequestDraft start = start();
		if (start == null) {
			return null;
		}
		for (ClaimNeed need : entry.allNeeds()) {
			start = (need.equals() != null) ? RequestValues.add(need.equals(), start) : start;
		}
		this.tried = 0;
		for (RequestDraft beside : besides(start, entry)) {
			for (String path : paths(entry)) {
				for (String method : methods(entry)) {
					RequestDraft candidate = beside.withPath(path).withMethod(method);
					if (this.tried++ < MAX_TRIED && this.collector.decide(candidate, null)
						.isBy(this.match.route(), entry.policy(), entry.number())) {
						return candidate;
					}
				}
			}
		}
		return null;
	}

	/** The request with all that conditions ask for of one entry, inverted or not. */
	RequestDraft meetingAll(RequestDraft request, RequestConditions conditions) {
		RequestDraft met = request;
		if (conditions.path() != null && conditions.path().matcher() != null) {
			List<String> paths = PathValues.of(conditions.path().matcher(), this.match.path());
			met = paths.isEmpty() ? met : met.withPath(paths.get(0));
		}
		if (conditions.method() != null && this.match.method() == null) {
			met = met.withMethod(conditions.method().get(0));
		}
		if (conditions.header() != null) {
			met = headers(conditions.header(), met).get(0);
		}
		if (conditions.mediaType() != null) {
			met = met.withHeader("Content-Type", first(MatcherValues.of(conditions.mediaType()).matching()));
		}
		if (conditions.remoteIp() != null && conditions.remoteIp().cidrRanges() != null) {
			List<String> addresses = AddressValues.of(conditions.remoteIp().cidrRanges());
			met = met.withRemoteAddress(addresses.get(conditions.remoteIp().invert() ? addresses.size() - 1 : 0));
		}
		return met;
	}

	private List<String> methods(DerivedEntry entry) {
		if (this.match.method() != null) {
			return List.of(this.match.method());
		}
		Set<String> methods = new LinkedHashSet<>();
		RequestConditions conditions = entry.conditions();
		if (conditions != null && conditions.method() != null && !conditions.invert()) {
			methods.addAll(conditions.method());
		}
		methods.addAll(METHODS);
		return List.copyOf(methods);
	}

	private List<String> paths(DerivedEntry entry) {
		Set<String> paths = new LinkedHashSet<>();
		RequestConditions conditions = entry.conditions();
		if (conditions != null && conditions.path() != null && conditions.path().matcher() != null) {
			paths.addAll(PathValues.of(conditions.path().matcher(), this.match.path()));
			paths.addAll(PathValues.neighbours(conditions.path().matcher(), this.match.path()));
		}
		paths.addAll(PathValues.of(this.match.path()));
		return List.copyOf(paths);
	}

	/** Everything but path and method, that of the entry first. */
	private List<RequestDraft> besides(RequestDraft start, DerivedEntry entry) {
		List<RequestDraft> drafts = new ArrayList<>();
		RequestConditions own = entry.conditions();
		if (own != null) {
			RequestDraft met = meetingAll(start, own);
			drafts.add(met);
			if (own.remoteIp() != null) {
				addAddresses(met, own, drafts);
			}
		}
		drafts.add(start);
		for (DerivedEntry other : this.entries) {
			if (other.conditions() != null) {
				drafts.add(meetingAll(start, other.conditions()));
				addAddresses(start, other.conditions(), drafts);
			}
		}
		return drafts;
	}

	private static void addAddresses(RequestDraft request, RequestConditions conditions, List<RequestDraft> drafts) {
		if (conditions.remoteIp() != null && conditions.remoteIp().cidrRanges() != null) {
			AddressValues.of(conditions.remoteIp().cidrRanges())
				.forEach((address) -> drafts.add(request.withRemoteAddress(address)));
		}
	}

	/** Lists the request with headers that a condition may be for. */
	static List<RequestDraft> headers(Header condition, RequestDraft request) {
		List<String> names = (condition.name() != null) ? MatcherValues.of(condition.name()).matching()
				: List.of("X-Test");
		List<String> values = (condition.value() != null && condition.value().matcher() != null)
				? MatcherValues.of(condition.value().matcher()).matching() : List.of("1");
		List<RequestDraft> drafts = new ArrayList<>();
		for (String name : names.isEmpty() ? List.of("X-Test") : names) {
			for (String value : values.isEmpty() ? List.of("1") : values) {
				drafts.add(request.withHeader(name, value));
			}
		}
		return drafts;
	}

}
