package io.microgate.request;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.microgate.match.ExpressionBudget;
import org.jspecify.annotations.Nullable;

/**
 * Holds all facts of a request, so that they can be read when the server has recycled the
 * request. Has an expression budget of its own.
 */
public final class RequestCopy implements RequestFacts {

	/** What objects take, roughly, beside the strings that they hold. */
	private static final int OVERHEAD = 64;

	private final String method;

	private final String host;

	private final boolean hostJudged;

	private final String path;

	private final String rawPath;

	private final boolean pathJudged;

	private final @Nullable String query;

	private final boolean furtherParameters;

	private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final @Nullable Map<String, List<String>> headerElements;

	private final @Nullable InetAddress remoteAddress;

	private final @Nullable InetAddress peerAddress;

	private final @Nullable X509Certificate peerCertificate;

	private @Nullable ExpressionBudget expressionBudget;

	private @Nullable QueryParameters queryParameters;

	private RequestCopy(RequestFacts request) {
		this.method = request.method();
		this.host = request.host();
		this.hostJudged = request.isHostJudged();
		this.path = request.path();
		String sent = request.rawPath();
		this.rawPath = sent.equals(this.path) ? this.path : sent;
		this.pathJudged = request.isPathJudged();
		this.query = request.query();
		this.furtherParameters = request.hasFurtherParameters();
		this.headerElements = request.hasHeaderElements() ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : null;
		for (String name : request.headerNames()) {
			this.headers.computeIfAbsent(name, (key) -> List.copyOf(request.headers(key)));
			if (this.headerElements != null) {
				this.headerElements.computeIfAbsent(name, (key) -> List.copyOf(request.headerElements(key)));
			}
		}
		this.remoteAddress = request.remoteAddress();
		this.peerAddress = request.peerAddress();
		this.peerCertificate = request.peerCertificate();
	}

	/**
	 * Copies a request.
	 * @param request the request, read by the thread that it belongs to
	 * @return the copy, to be used by one thread at a time
	 */
	public static RequestCopy of(RequestFacts request) {
		return new RequestCopy(request);
	}

	/**
	 * Estimates how much memory the copy takes.
	 * @return the size in characters
	 */
	public int size() {
		int size = 4 * OVERHEAD + this.method.length() + this.host.length() + this.path.length()
				+ ((this.rawPath != this.path) ? this.rawPath.length() : 0)
				+ ((this.query != null) ? this.query.length() : 0) + size(this.headers);
		return (this.headerElements != null) ? size + size(this.headerElements) : size;
	}

	private static int size(Map<String, List<String>> fields) {
		int size = 0;
		for (Map.Entry<String, List<String>> field : fields.entrySet()) {
			size += OVERHEAD + field.getKey().length();
			for (String value : field.getValue()) {
				size += OVERHEAD + value.length();
			}
		}
		return size;
	}

	@Override
	public String method() {
		return this.method;
	}

	@Override
	public String host() {
		return this.host;
	}

	@Override
	public boolean isHostJudged() {
		return this.hostJudged;
	}

	@Override
	public String path() {
		return this.path;
	}

	@Override
	public String rawPath() {
		return this.rawPath;
	}

	@Override
	public boolean isPathJudged() {
		return this.pathJudged;
	}

	@Override
	public @Nullable String query() {
		return this.query;
	}

	@Override
	public List<String> queryParameters(String name) {
		if (this.queryParameters == null) {
			this.queryParameters = QueryParameters.parse(this.query);
		}
		return this.queryParameters.values(name);
	}

	@Override
	public boolean hasFurtherParameters() {
		return this.furtherParameters;
	}

	@Override
	public Iterable<String> headerNames() {
		return this.headers.keySet();
	}

	@Override
	public List<String> headers(String name) {
		return this.headers.getOrDefault(name, List.of());
	}

	@Override
	public boolean hasHeaderElements() {
		return this.headerElements != null;
	}

	@Override
	public List<String> headerElements(String name) {
		return (this.headerElements != null) ? this.headerElements.getOrDefault(name, List.of()) : headers(name);
	}

	@Override
	public @Nullable InetAddress remoteAddress() {
		return this.remoteAddress;
	}

	@Override
	public @Nullable InetAddress peerAddress() {
		return this.peerAddress;
	}

	@Override
	public @Nullable X509Certificate peerCertificate() {
		return this.peerCertificate;
	}

	@Override
	public ExpressionBudget expressionBudget() {
		if (this.expressionBudget == null) {
			this.expressionBudget = ExpressionBudget.ofRequest();
		}
		return this.expressionBudget;
	}

}
