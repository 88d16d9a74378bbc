package io.microgate.policy;

import java.util.List;
import java.util.Objects;

import io.microgate.request.QueryParameters;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of a request that a claim has to equal, if there is one reading of it.
 */
@FunctionalInterface
interface RequestValueReader {

	/**
	 * Reads the value.
	 * @param request the request
	 * @param variables the path variables of its route
	 * @return the value, {@code null} when it is absent, empty or repeated, or when what
	 * answers the request may read another one
	 */
	@Nullable String read(RequestFacts request, PathVariables variables);

	static RequestValueReader compile(AccessControlPolicySpec.RequestValue spec) {
		String variable = spec.pathVariable();
		if (variable != null) {
			return (request, variables) -> orNull(variables.read(variable, request));
		}
		String header = spec.header();
		if (header != null) {
			return (request, variables) -> header(request.headers(header));
		}
		String parameter = Objects.requireNonNull(spec.queryParameter(), "'equals' must name a part of the request");
		return (request, variables) -> request.hasFurtherParameters() ? null
				: orNull(QueryParameters.findOnly(request.query(), parameter));
	}

	private static @Nullable String header(List<String> values) {
		return (values.size() == 1 && isAscii(values.get(0))) ? orNull(values.get(0)) : null;
	}

	/** A byte beyond has several readings, as there are several charsets. */
	private static boolean isAscii(String value) {
		return value.chars().allMatch((character) -> character < 0x80);
	}

	private static @Nullable String orNull(@Nullable String value) {
		return (value != null && !value.isEmpty()) ? value : null;
	}

}
