package io.microgate.benchmarks;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.microgate.match.ExpressionBudget;
import io.microgate.request.QueryParameters;
import io.microgate.request.RequestFacts;
import io.microgate.request.RequestPath;

/**
 * A request as an adapter presents it, with the work that the adapter does for it.
 */
final class WorstRequest implements RequestFacts {

	private final String path;

	private final String query;

	private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final List<String> headerNames;

	private final ExpressionBudget budget = ExpressionBudget.ofRequest();

	private QueryParameters parameters;

	private WorstRequest(String path, String query, List<String[]> headers) {
		String decoded = RequestPath.decode(path, "");
		this.path = (decoded != null) ? decoded : "";
		this.query = query;
		headers
			.forEach((header) -> this.headers.computeIfAbsent(header[0], (name) -> new ArrayList<>(1)).add(header[1]));
		this.headerNames = List.copyOf(this.headers.keySet());
	}

	@Override
	public String method() {
		return "GET";
	}

	@Override
	public String host() {
		return "localhost";
	}

	@Override
	public String path() {
		return this.path;
	}

	@Override
	public String query() {
		return this.query;
	}

	@Override
	public List<String> queryParameters(String name) {
		if (this.parameters == null) {
			this.parameters = QueryParameters.parse(this.query);
		}
		return this.parameters.values(name);
	}

	@Override
	public Iterable<String> headerNames() {
		return this.headerNames;
	}

	@Override
	public List<String> headers(String name) {
		return this.headers.getOrDefault(name, List.of());
	}

	@Override
	public ExpressionBudget expressionBudget() {
		return this.budget;
	}

	@Override
	public InetAddress remoteAddress() {
		return InetAddress.getLoopbackAddress();
	}

	/**
	 * Holds what is sent.
	 *
	 * @param path the path
	 * @param query the query string, {@code null} for none
	 * @param headers names and values
	 */
	record Template(String path, String query, List<String[]> headers) {

		static Template get(String path) {
			return new Template(path, null, List.of());
		}

		static Template bearer(String token) {
			return get("/x").with("Authorization", "Bearer " + token);
		}

		Template with(String name, String value) {
			List<String[]> all = new ArrayList<>(this.headers);
			all.add(new String[] { name, value });
			return new Template(this.path, this.query, all);
		}

		Template query(String text) {
			return new Template(this.path, text, this.headers);
		}

		WorstRequest arrive() {
			return new WorstRequest(this.path, this.query, this.headers);
		}

	}

}
