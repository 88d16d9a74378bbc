package io.microgate.test.policy;

import java.util.Objects;

import io.microgate.match.SegmentPosition;
import io.microgate.policy.AccessControlPolicySpec.RequestValue;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that claims have to equal.
 */
final class RequestValues {

	private RequestValues() {
	}

	static @Nullable String read(RequestValue value, RequestDraft request) {
		if (value.pathVariable() != null) {
			SegmentPosition position = request.match().path().positionOf(value.pathVariable());
			return (position != null) ? position.read(request.path()) : null;
		}
		return (value.header() != null) ? request.headers().get(value.header())
				: request.query().get(Objects.requireNonNull(value.queryParameter()));
	}

	/** Adds the part to a request that lacks it, as long as it is no path variable. */
	static RequestDraft add(RequestValue value, RequestDraft request) {
		if (read(value, request) != null || value.pathVariable() != null) {
			return request;
		}
		return with(value, request, "one");
	}

	/** The same request with another value, {@code null} for none. */
	static RequestDraft with(RequestValue value, RequestDraft request, @Nullable String other) {
		return (value.header() != null) ? request.withHeader(value.header(), other)
				: request.withParameter(Objects.requireNonNull(value.queryParameter()), other);
	}

}
