package io.microgate.match;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads a query string: split at ampersands and at the first equals sign, names and
 * values percent-decoded, a plus sign is a plus sign.
 */
public final class QueryParameters {

	private QueryParameters() {
	}

	/**
	 * The values of one parameter. A parameter without an equals sign has the empty
	 * value; a name that cannot be decoded is nobody's name; a value that cannot be
	 * decoded is given as sent, so that it stays visible and equals nothing that was
	 * meant.
	 * @param query the raw query string, {@code null} when there is none
	 * @param name the parameter, case-sensitive
	 * @return the values in the order sent
	 */
	public static List<String> values(@Nullable String query, String name) {
		if (query == null || query.isEmpty()) {
			return List.of();
		}
		List<String> values = new ArrayList<>(1);
		int start = 0;
		while (start <= query.length()) {
			int end = query.indexOf('&', start);
			end = (end < 0) ? query.length() : end;
			addIfNamed(query.substring(start, end), name, values);
			start = end + 1;
		}
		return values;
	}

	private static void addIfNamed(String parameter, String name, List<String> values) {
		int equals = parameter.indexOf('=');
		String rawName = (equals < 0) ? parameter : parameter.substring(0, equals);
		if (parameter.isEmpty() || !name.equals(PercentDecoder.decode(rawName))) {
			return;
		}
		String rawValue = (equals < 0) ? "" : parameter.substring(equals + 1);
		String value = PercentDecoder.decode(rawValue);
		values.add((value != null) ? value : rawValue);
	}

}
