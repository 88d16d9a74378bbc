package io.microgate.test.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

import io.microgate.match.CidrRange;
import io.microgate.match.StringMatcher;
import io.microgate.policy.AccessControlPolicySpec.Header;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import org.jspecify.annotations.Nullable;

/**
 * Tells which derived requests meet the conditions of an entry. Requests are chosen by
 * it; the engine decides about them.
 */
final class MetConditions {

	private final @Nullable RequestConditions spec;

	private final @Nullable StringMatcher path;

	private final @Nullable StringMatcher headerName;

	private final @Nullable StringMatcher headerValue;

	private final @Nullable StringMatcher mediaType;

	private final @Nullable List<CidrRange> ranges;

	MetConditions(@Nullable RequestConditions spec) {
		this.spec = spec;
		this.path = (spec != null && spec.path() != null) ? StringMatcher.compile(spec.path()) : null;
		Header header = (spec != null) ? spec.header() : null;
		this.headerName = (header != null && header.name() != null) ? StringMatcher.compile(header.name()) : null;
		this.headerValue = (header != null && header.value() != null) ? StringMatcher.compile(header.value()) : null;
		this.mediaType = (spec != null && spec.mediaType() != null) ? StringMatcher.compile(spec.mediaType()) : null;
		this.ranges = (spec != null && spec.remoteIp() != null && spec.remoteIp().cidrRanges() != null)
				? spec.remoteIp().cidrRanges().stream().map(CidrRange::parse).toList() : null;
	}

	boolean areMetBy(RequestDraft request) {
		if (this.spec == null) {
			return true;
		}
		boolean all = hasPath(request.path()) && hasMethod(request.method()) && hasHeader(request)
				&& hasMediaType(request) && hasAddress(request.remoteAddress());
		return all != this.spec.invert();
	}

	/** Whether requests with a path may meet the conditions. */
	boolean mayHavePath(String other) {
		return this.spec == null || this.spec.invert() || hasPath(other);
	}

	/** Whether requests with a method may meet the conditions. */
	boolean mayHaveMethod(String other) {
		return this.spec == null || this.spec.invert() || hasMethod(other);
	}

	private boolean hasPath(String other) {
		return this.path == null || this.path.matches(other);
	}

	private boolean hasMethod(String other) {
		return this.spec == null || this.spec.method() == null || this.spec.method().contains(other);
	}

	private boolean hasHeader(RequestDraft request) {
		return this.spec == null || this.spec.header() == null
				|| request.headers()
					.entrySet()
					.stream()
					.anyMatch((header) -> (this.headerName == null || this.headerName.matches(header.getKey()))
							&& (this.headerValue == null || this.headerValue.matches(header.getValue())));
	}

	private boolean hasMediaType(RequestDraft request) {
		if (this.mediaType == null) {
			return true;
		}
		String type = request.headers().get(RequestProbes.CONTENT_TYPE);
		return type != null && this.mediaType.matches(type.toLowerCase(Locale.ROOT));
	}

	private boolean hasAddress(@Nullable String literal) {
		if (this.ranges == null || this.spec == null || this.spec.remoteIp() == null) {
			return true;
		}
		if (literal == null) {
			return false;
		}
		try {
			byte[] address = InetAddress.getByName(literal).getAddress();
			return this.ranges.stream().anyMatch((range) -> range.contains(address)) != this.spec.remoteIp().invert();
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
