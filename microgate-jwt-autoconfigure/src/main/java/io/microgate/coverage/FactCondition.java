package io.microgate.coverage;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherText;
import io.microgate.policy.AccessControlPolicySpec.Header;
import io.microgate.policy.AccessControlPolicySpec.RemoteIp;
import io.microgate.route.RouteSpec.ValueMatch;

/**
 * A condition on a fact of a request other than path and method. Two of them are the same
 * or unrelated, as far as is known.
 *
 * @param subject the fact
 * @param spec how the condition is written
 * @param text how messages call it, without values of headers
 */
record FactCondition(Subject subject, Object spec, String text) {

	/** Such a request comes to no entry, whatever the condition asks for. */
	static final FactCondition SEVERAL_MEDIA_TYPES = new FactCondition(Subject.MEDIA_TYPES, "",
			"there are several media types");

	/** Such a request is refused. */
	static final FactCondition NO_REMOTE_ADDRESS = new FactCondition(Subject.NO_REMOTE_ADDRESS, "",
			"the remote address is unknown");

	static FactCondition ofRouteHeader(ValueMatch match) {
		String name = String.valueOf(match.name()).toLowerCase(Locale.ROOT);
		return new FactCondition(Subject.ROUTE_HEADER, new ValueMatch(match.type(), name, match.value()),
				"header " + match.name() + " matches");
	}

	static FactCondition ofQueryParameter(ValueMatch match) {
		return new FactCondition(Subject.QUERY_PARAMETER, match, "query parameter " + match.name() + " matches");
	}

	static FactCondition of(Header header) {
		return new FactCondition(Subject.HEADER, header, PolicyEntry.describe(header));
	}

	static FactCondition of(CaselessMatcherSpec mediaType) {
		CaselessMatcherSpec.Matcher matcher = mediaType.matcher();
		return new FactCondition(Subject.MEDIA_TYPE, mediaType,
				(matcher != null) ? "media type " + MatcherText.describe(matcher) : "media type");
	}

	static FactCondition of(RemoteIp remoteIp) {
		List<String> ranges = (remoteIp.cidrRanges() != null) ? remoteIp.cidrRanges() : List.of();
		RemoteIp sorted = new RemoteIp(ranges.stream().sorted().toList(), remoteIp.invert());
		return new FactCondition(Subject.REMOTE_ADDRESS, sorted, PolicyEntry.describe(sorted));
	}

	/**
	 * Judges whether it holds for requests that meet some conditions and have nothing
	 * else but a method, a host and a path.
	 */
	MatchExtent extent(Set<FactCondition> assumed) {
		if (assumed.contains(this)) {
			return MatchExtent.ALL;
		}
		for (FactCondition other : assumed) {
			if (other.subject.fact.equals(this.subject.fact)) {
				return MatchExtent.SOME;
			}
		}
		return (this.subject == Subject.REMOTE_ADDRESS) ? MatchExtent.SOME : isOnAnyHeader();
	}

	/** Every request has header fields such as {@code Host}. */
	private MatchExtent isOnAnyHeader() {
		if (!(this.spec instanceof Header header)) {
			return MatchExtent.NONE;
		}
		CaselessMatcherSpec.Matcher name = (header.name() != null) ? header.name().matcher() : null;
		boolean rare = name != null && name.exact() != null && !name.exact().equalsIgnoreCase("host");
		return rare ? MatchExtent.NONE : MatchExtent.SOME;
	}

	/**
	 * Whether a request can meet all conditions, because each is on a fact of its own.
	 */
	static boolean areIndependent(Set<FactCondition> conditions) {
		return conditions.stream().map((condition) -> condition.subject.fact).distinct().count() == conditions.size();
	}

	/**
	 * The fact that a condition is on.
	 */
	enum Subject {

		/** A header field, for a route. */
		ROUTE_HEADER("header"),

		/** A query parameter. */
		QUERY_PARAMETER("query"),

		/** A header field, for a policy entry. */
		HEADER("header"),

		/** The media type, which is a header field as well. */
		MEDIA_TYPE("header"),

		/** Several different media types. */
		MEDIA_TYPES("header"),

		/** The remote address. */
		REMOTE_ADDRESS("address"),

		/** A remote address that the server does not report. */
		NO_REMOTE_ADDRESS("address");

		private final String fact;

		Subject(String fact) {
			this.fact = fact;
		}

	}

}
