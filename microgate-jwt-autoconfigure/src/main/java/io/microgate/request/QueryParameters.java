package io.microgate.request;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads a query string: split at ampersands and at the first equals sign, names and
 * values percent-decoded, a plus sign is a plus sign.
 */
public final class QueryParameters {

	private static final QueryParameters NONE = new QueryParameters(Map.of());

	private final Map<String, List<String>> values;

	private QueryParameters(Map<String, List<String>> values) {
		this.values = values;
	}

	/**
	 * Reads all parameters, for those who look for several: a query may hold thousands.
	 * @param query the raw query string, {@code null} when there is none
	 * @return the parameters
	 */
	public static QueryParameters parse(@Nullable String query) {
		if (query == null || query.isEmpty()) {
			return NONE;
		}
		Map<String, List<String>> values = new HashMap<>();
		int start = 0;
		while (start <= query.length()) {
			int end = query.indexOf('&', start);
			end = (end < 0) ? query.length() : end;
			add(query.substring(start, end), values);
			start = end + 1;
		}
		return new QueryParameters(values);
	}

	/**
	 * The values of one parameter. A parameter without an equals sign has the empty
	 * value; a name that cannot be decoded is no parameter's; a value that cannot be
	 * decoded is given as sent, so that it stays visible and equals nothing that was
	 * meant.
	 * @param name the parameter, case-sensitive
	 * @return the values in the order sent
	 */
	public List<String> values(String name) {
		return this.values.getOrDefault(name, List.of());
	}

	private static void add(String parameter, Map<String, List<String>> values) {
		int equals = parameter.indexOf('=');
		String name = PercentDecoder.decode((equals < 0) ? parameter : parameter.substring(0, equals));
		if (parameter.isEmpty() || name == null) {
			return;
		}
		String rawValue = (equals < 0) ? "" : parameter.substring(equals + 1);
		String value = PercentDecoder.decode(rawValue);
		values.computeIfAbsent(name, (first) -> new ArrayList<>(1)).add((value != null) ? value : rawValue);
	}

}
