package io.microgate.runtime;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.microgate.jose.MalformedJoseException;
import io.microgate.jose.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was sent to the endpoint that explains requests, and shows nothing of it:
 * Spring logs the body of a request at debug level.
 */
public final class ExplainBody extends AbstractMap<String, String> {

	/**
	 * More than headers, token and claims take.
	 */
	public static final int MAX_BYTES = 524_288;

	private static final Set<String> NAMES = Set.of("method", "path", "host", "headers", "remoteAddress", "token",
			"claims", "time", "values", "certificate");

	private final Map<String, String> parameters;

	private ExplainBody(Map<String, String> parameters) {
		this.parameters = parameters;
	}

	/**
	 * Reads the body.
	 * @param json a JSON object of strings
	 * @param query the query of the request, whose parameters Spring Boot would put in
	 * the place of those in the body, {@code null} for none
	 * @return the parameters by name
	 * @throws IllegalArgumentException if it is anything else, with a message that quotes
	 * nothing of it
	 */
	public static ExplainBody read(byte[] json, @Nullable String query) {
		if (query != null) {
			throw new IllegalArgumentException("Parameters must be in the body, and not in the query");
		}
		if (json.length > MAX_BYTES) {
			throw new IllegalArgumentException("The body must have at most %d bytes".formatted(MAX_BYTES));
		}
		try {
			Map<String, String> parameters = new LinkedHashMap<>();
			StrictJson.parseObject(json).forEach((name, value) -> {
				if (!NAMES.contains(name)) {
					throw new IllegalArgumentException("The body has an unknown member");
				}
				if (value instanceof String text) {
					parameters.put(name, text);
				}
				else if (value != null) {
					throw new IllegalArgumentException("'%s' must be a string".formatted(name));
				}
			});
			return new ExplainBody(parameters);
		}
		catch (MalformedJoseException ex) {
			throw new IllegalArgumentException("The body must be a JSON object without duplicate members");
		}
	}

	@Override
	public Set<Entry<String, String>> entrySet() {
		return this.parameters.entrySet();
	}

	@Override
	public String toString() {
		return "parameters of " + this.parameters.keySet();
	}

}
