package io.microgate.route;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

import io.microgate.match.ExpressionBudget;
import io.microgate.match.QueryParameters;
import io.microgate.match.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * A request as what answers it may read the query and header fields that tell routes
 * apart: a plus in the query as a space, as forms have it, and the values of a header
 * field as lists.
 */
final class RouteReading implements RequestFacts {

	private final RequestFacts request;

	private final boolean plusIsSpace;

	private final boolean lists;

	private @Nullable QueryParameters queryParameters;

	private RouteReading(RequestFacts request, boolean plusIsSpace, boolean lists) {
		this.request = request;
		this.plusIsSpace = plusIsSpace;
		this.lists = lists;
	}

	/**
	 * The other readings of a request.
	 * @param request the request
	 * @param routes the routes, which may not ask for query or header fields
	 * @return the readings, none if there is but one
	 */
	static List<RequestFacts> othersOf(RequestFacts request, RouteTable routes) {
		String query = routes.isByQuery() ? request.query() : null;
		boolean plus = query != null && query.indexOf('+') >= 0;
		boolean lists = routes.isByHeader() && request.hasHeaderElements();
		if (!plus && !lists) {
			return List.of();
		}
		List<RequestFacts> others = new ArrayList<>();
		if (plus) {
			others.add(new RouteReading(request, true, false));
		}
		if (lists) {
			others.add(new RouteReading(request, false, true));
		}
		if (plus && lists) {
			others.add(new RouteReading(request, true, true));
		}
		return others;
	}

	@Override
	public String method() {
		return this.request.method();
	}

	@Override
	public String host() {
		return this.request.host();
	}

	@Override
	public String path() {
		return this.request.path();
	}

	@Override
	public @Nullable String query() {
		String query = this.request.query();
		return (this.plusIsSpace && query != null) ? query.replace("+", "%20") : query;
	}

	@Override
	public List<String> queryParameters(String name) {
		if (!this.plusIsSpace) {
			return this.request.queryParameters(name);
		}
		if (this.queryParameters == null) {
			this.queryParameters = QueryParameters.parse(query());
		}
		return this.queryParameters.values(name);
	}

	@Override
	public Iterable<String> headerNames() {
		return this.request.headerNames();
	}

	@Override
	public List<String> headers(String name) {
		return this.lists ? this.request.headerElements(name) : this.request.headers(name);
	}

	@Override
	public @Nullable InetAddress remoteAddress() {
		return this.request.remoteAddress();
	}

	@Override
	public ExpressionBudget expressionBudget() {
		return this.request.expressionBudget();
	}

}
