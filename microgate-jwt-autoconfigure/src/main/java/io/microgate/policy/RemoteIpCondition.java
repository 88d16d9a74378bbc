package io.microgate.policy;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

import io.microgate.match.CidrRange;
import io.microgate.request.RequestFacts;

/**
 * Compiled {@code requestConditions.remoteIP}: one of the ranges contains the remote
 * address, or with {@code invert} none of them.
 */
final class RemoteIpCondition implements RequestCondition {

	private final CidrRange[] ranges;

	private final boolean invert;

	private RemoteIpCondition(CidrRange[] ranges, boolean invert) {
		this.ranges = ranges;
		this.invert = invert;
	}

	static RemoteIpCondition compile(AccessControlPolicySpec.RemoteIp spec) {
		List<String> ranges = Objects.requireNonNull(spec.cidrRanges(), "'cidrRanges' must be set");
		if (ranges.isEmpty()) {
			throw new IllegalArgumentException("'cidrRanges' must not be empty");
		}
		return new RemoteIpCondition(ranges.stream().map(CidrRange::parse).toArray(CidrRange[]::new), spec.invert());
	}

	@Override
	public Answer test(RequestFacts request) {
		InetAddress address = request.remoteAddress();
		if (address == null) {
			throw new IllegalStateException(
					"The server reports no remote address, so a policy with 'remoteIP' cannot judge the request");
		}
		return Answer.of(inRange(address.getAddress()) != this.invert);
	}

	private boolean inRange(byte[] address) {
		for (CidrRange range : this.ranges) {
			if (range.contains(address)) {
				return true;
			}
		}
		return false;
	}

}
