package io.microgate.route;

import java.net.InetAddress;
import java.util.List;

import io.microgate.match.ExpressionBudget;
import io.microgate.match.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * A request whose path ends in a slash, as those read it who pass over that slash:
 * Spring's resource handlers, a {@code UrlHandlerFilter}, many upstreams.
 */
final class SlashlessRequest implements RequestFacts {

	private final RequestFacts request;

	private final String path;

	private SlashlessRequest(RequestFacts request, String path) {
		this.request = request;
		this.path = path;
	}

	/**
	 * The other reading of a request.
	 * @param request the request
	 * @return the reading, {@code null} if there is but one
	 */
	static @Nullable RequestFacts of(RequestFacts request) {
		String path = request.path();
		boolean two = path.length() > 1 && path.endsWith("/");
		return two ? new SlashlessRequest(request, path.substring(0, path.length() - 1)) : null;
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
		return this.path;
	}

	@Override
	public @Nullable String query() {
		return this.request.query();
	}

	@Override
	public List<String> queryParameters(String name) {
		return this.request.queryParameters(name);
	}

	@Override
	public Iterable<String> headerNames() {
		return this.request.headerNames();
	}

	@Override
	public List<String> headers(String name) {
		return this.request.headers(name);
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
	public ExpressionBudget expressionBudget() {
		return this.request.expressionBudget();
	}

}
