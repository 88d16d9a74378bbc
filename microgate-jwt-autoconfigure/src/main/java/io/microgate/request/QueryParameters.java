package io.microgate.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads a query string: split at ampersands and at the first equals sign, names and
 * values percent-decoded, a plus sign is a plus sign.
 */
public final class QueryParameters {

	private static final QueryParameters NONE = new QueryParameters(Map.of());

	private static final String[] NO_PARAMETERS = {};

	private static final String LIST_MARK = "[]";

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
		return (query != null && !query.isEmpty()) ? parse(query, false) : NONE;
	}

	private static QueryParameters parse(String query, boolean plainNames) {
		Map<String, List<String>> values = new HashMap<>();
		int start = 0;
		while (start <= query.length()) {
			int end = query.indexOf('&', start);
			end = (end < 0) ? query.length() : end;
			add(query.substring(start, end), plainNames, values);
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

	/**
	 * Reads a query as others do. Forms and Spring's handlers read a plus sign as a
	 * space. Spring's handlers also take {@code name[]} and {@code !name} for a name that
	 * is absent, and those of its reactive stack skip equals signs in front of it. Some
	 * upstreams read a semicolon as an ampersand.
	 * @param query the raw query string, {@code null} when there is none
	 * @return the parameters for each reader, none if every reader agrees
	 */
	public static List<QueryParameters> otherReadings(@Nullable String query) {
		if (query == null) {
			return List.of();
		}
		List<QueryParameters> readings = new ArrayList<>(0);
		String form = query.replace('+', ' ');
		if (!form.equals(query)) {
			readings.add(parse(form, false));
		}
		if (hasMarkedNames(query)) {
			readings.add(parse(form, true));
		}
		if (query.indexOf(';') >= 0) {
			readings.add(parse(form.replace(';', '&'), true));
		}
		return readings;
	}

	/** Also says so of a query with marks elsewhere. */
	private static boolean hasMarkedNames(String query) {
		return query.startsWith("=") || query.contains("&=") || query.indexOf('!') >= 0 || query.contains("%21")
				|| query.indexOf(']') >= 0 || query.contains("%5");
	}

	/**
	 * Finds the value of a parameter if every reader of the query finds the same: some
	 * read a plus sign as a space, as in forms, some a semicolon as an ampersand, and
	 * some skip an equals sign in front of a name.
	 * @param query the raw query string, {@code null} when there is none
	 * @param name the parameter, case-sensitive
	 * @return the value, {@code null} when the parameter is absent or repeated, when it
	 * has a plus sign or is beside a semicolon or behind an equals sign, and when any
	 * part of the query cannot be decoded
	 */
	public static @Nullable String findOnly(@Nullable String query, String name) {
		String found = null;
		for (String parameter : (query != null) ? query.split("&") : NO_PARAMETERS) {
			String value = PercentDecoder.decode(rawValue(parameter));
			if (value == null || PercentDecoder.decode(rawName(parameter)) == null) {
				return null;
			}
			if (isPerhapsNamed(name, parameter)) {
				if (found != null || hasSeveralReadings(parameter)) {
					return null;
				}
				found = value;
			}
		}
		return found;
	}

	/**
	 * Takes parameters out of a query, those that only some reader finds included.
	 * @param query the raw query string, {@code null} when there is none
	 * @param names the parameters, case-sensitive
	 * @return the query without them, {@code null} if nothing is left
	 */
	public static @Nullable String without(@Nullable String query, Set<String> names) {
		if (query == null || names.isEmpty()) {
			return query;
		}
		StringJoiner rest = new StringJoiner("&");
		boolean changed = false;
		for (String parameter : query.split("&", -1)) {
			if (isPerhapsAnyOf(names, parameter)) {
				changed = true;
			}
			else {
				rest.add(parameter);
			}
		}
		return !changed ? query : (rest.length() > 0) ? rest.toString() : null;
	}

	private static boolean isPerhapsAnyOf(Set<String> names, String parameter) {
		List<QueryParameters> readings = new ArrayList<>(otherReadings(parameter));
		readings.add(parse(parameter));
		return readings.stream().anyMatch((reading) -> !Collections.disjoint(reading.values.keySet(), names));
	}

	private static boolean hasSeveralReadings(String parameter) {
		return parameter.indexOf('+') >= 0 || parameter.indexOf(';') >= 0 || parameter.startsWith("=");
	}

	/**
	 * Whether some reader finds the name between two ampersands. Spring's reactive stack
	 * skips equals signs in front of a name.
	 */
	private static boolean isPerhapsNamed(String name, String parameters) {
		for (String parameter : parameters.split(";")) {
			String raw = rawName(StringUtils.trimLeadingCharacter(parameter, '='));
			if (name.equals(PercentDecoder.decode(raw))
					|| (raw.indexOf('+') >= 0 && name.equals(PercentDecoder.decode(raw.replace("+", "%20"))))) {
				return true;
			}
		}
		return false;
	}

	private static String rawName(String parameter) {
		int equals = parameter.indexOf('=');
		return (equals < 0) ? parameter : parameter.substring(0, equals);
	}

	private static String rawValue(String parameter) {
		int equals = parameter.indexOf('=');
		return (equals < 0) ? "" : parameter.substring(equals + 1);
	}

	private static void add(String sent, boolean plainNames, Map<String, List<String>> values) {
		String parameter = plainNames ? StringUtils.trimLeadingCharacter(sent, '=') : sent;
		String name = PercentDecoder.decode(rawName(parameter));
		if (parameter.isEmpty() || name == null) {
			return;
		}
		String rawValue = rawValue(parameter);
		String decoded = PercentDecoder.decode(rawValue);
		String value = (decoded != null) ? decoded : rawValue;
		values.computeIfAbsent(name, (first) -> new ArrayList<>(1)).add(value);
		String plainName = plainNames ? plainName(name) : name;
		if (!plainName.equals(name)) {
			values.computeIfAbsent(plainName, (first) -> new ArrayList<>(1)).add(value);
		}
	}

	/**
	 * Writes a name as Spring's handlers look for it when they do not find it as sent.
	 * @param name the decoded name
	 * @return the name without the marks of forms: {@code name[]} and {@code !name}
	 */
	public static String plainName(String name) {
		String unmarked = name.startsWith("!") ? name.substring(1) : name;
		return unmarked.endsWith(LIST_MARK) ? unmarked.substring(0, unmarked.length() - LIST_MARK.length()) : unmarked;
	}

}
