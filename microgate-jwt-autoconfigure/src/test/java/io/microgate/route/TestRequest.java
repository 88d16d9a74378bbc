package io.microgate.route;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.microgate.match.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Facts of a request that was never sent.
 */
final class TestRequest implements RequestFacts {

	private final String method;

	private final String host;

	private final String path;

	private final @Nullable String query;

	private final Map<String, List<String>> headers = new LinkedHashMap<>();

	private TestRequest(String method, String host, String path, @Nullable String query) {
		this.method = method;
		this.host = host;
		this.path = path;
		this.query = query;
	}

	/** Reads {@code GET host/path?query}. */
	static TestRequest of(String line) {
		String method = line.substring(0, line.indexOf(' '));
		String target = line.substring(method.length() + 1);
		String host = target.substring(0, target.indexOf('/'));
		String pathAndQuery = target.substring(host.length());
		int mark = pathAndQuery.indexOf('?');
		return (mark < 0) ? new TestRequest(method, host, pathAndQuery, null)
				: new TestRequest(method, host, pathAndQuery.substring(0, mark), pathAndQuery.substring(mark + 1));
	}

	TestRequest header(String name, String value) {
		this.headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), (key) -> new ArrayList<>()).add(value);
		return this;
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
	public String path() {
		return this.path;
	}

	@Override
	public @Nullable String query() {
		return this.query;
	}

	@Override
	public Iterable<String> headerNames() {
		return this.headers.keySet();
	}

	@Override
	public List<String> headers(String name) {
		return this.headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
	}

	@Override
	public @Nullable InetAddress remoteAddress() {
		return InetAddress.getLoopbackAddress();
	}

}
