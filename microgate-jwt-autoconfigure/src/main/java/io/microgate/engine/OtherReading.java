package io.microgate.engine;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import io.microgate.match.ExpressionBudget;
import io.microgate.request.QueryParameters;
import io.microgate.request.RequestFacts;
import io.microgate.route.RouteTable;
import org.jspecify.annotations.Nullable;

/**
 * A request as what answers it may read it: the path without its trailing slash (Spring's
 * resource handlers, a {@code UrlHandlerFilter}, many upstreams), the query divided in
 * another way (forms, Spring's reactive stack, some upstreams), the values of a header
 * field as lists (predicates of a gateway).
 */
final class OtherReading implements RequestFacts {

	private final RequestFacts request;

	private final String path;

	private final @Nullable QueryParameters queryParameters;

	private final boolean lists;

	private OtherReading(RequestFacts request, String path, @Nullable QueryParameters queryParameters, boolean lists) {
		this.request = request;
		this.path = path;
		this.queryParameters = queryParameters;
		this.lists = lists;
	}

	/**
	 * The reading of the path without its trailing slash.
	 * @param request the request
	 * @return the reading, {@code null} if the path ends in none or is the root
	 */
	static @Nullable RequestFacts withoutSlash(RequestFacts request) {
		String path = request.path();
		boolean slash = path.length() > 1 && path.endsWith("/");
		return slash ? new OtherReading(request, path.substring(0, path.length() - 1), null, false) : null;
	}

	/**
	 * The other readings of what tells routes apart beside the path.
	 * @param request the request
	 * @param routes the routes, which may not ask for query or header fields
	 * @return the readings, none if there is but one
	 */
	static List<RequestFacts> ofRoute(RequestFacts request, RouteTable routes) {
		List<QueryParameters> queries = routes.isByQuery() ? QueryParameters.otherReadings(request.query()) : List.of();
		boolean lists = routes.isByHeader() && request.hasHeaderElements();
		if (queries.isEmpty() && !lists) {
			return List.of();
		}
		List<RequestFacts> readings = new ArrayList<>();
		if (lists) {
			readings.add(new OtherReading(request, request.path(), null, true));
		}
		for (QueryParameters query : queries) {
			readings.add(new OtherReading(request, request.path(), query, false));
			if (lists) {
				readings.add(new OtherReading(request, request.path(), query, true));
			}
		}
		return readings;
	}

	@Override
	public String method() {
		return this.request.method();
	}

	@Override
	public String rawPath() {
		return this.request.rawPath();
	}

	@Override
	public String host() {
		return this.request.host();
	}

	@Override
	public String path() {
		return this.path;
	}

	@Override
	public @Nullable String query() {
		return this.request.query();
	}

	@Override
	public List<String> queryParameters(String name) {
		return (this.queryParameters != null) ? this.queryParameters.values(name) : this.request.queryParameters(name);
	}

	@Override
	public boolean hasFurtherParameters() {
		return this.request.hasFurtherParameters();
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
	public boolean hasHeaderElements() {
		return this.request.hasHeaderElements();
	}

	@Override
	public List<String> headerElements(String name) {
		return this.request.headerElements(name);
	}

	@Override
	public @Nullable InetAddress remoteAddress() {
		return this.request.remoteAddress();
	}

	@Override
	public @Nullable InetAddress peerAddress() {
		return this.request.peerAddress();
	}

	@Override
	public @Nullable X509Certificate peerCertificate() {
		return this.request.peerCertificate();
	}

	@Override
	public ExpressionBudget expressionBudget() {
		return this.request.expressionBudget();
	}

}
