package io.microgate.jwt;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.microgate.match.RequestFacts;

/**
 * A request as a test wants it.
 */
final class TestRequest implements RequestFacts {

	private final String method;

	private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private String query;

	private TestRequest(String method) {
		this.method = method;
	}

	static TestRequest get() {
		return new TestRequest("GET");
	}

	static TestRequest of(String method) {
		return new TestRequest(method);
	}

	TestRequest header(String name, String value) {
		this.headers.computeIfAbsent(name, (key) -> new ArrayList<>()).add(value);
		return this;
	}

	TestRequest query(String query) {
		this.query = query;
		return this;
	}

	@Override
	public String method() {
		return this.method;
	}

	@Override
	public String host() {
		return "localhost";
	}

	@Override
	public String path() {
		return "/";
	}

	@Override
	public String query() {
		return this.query;
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
	public InetAddress remoteAddress() {
		return null;
	}

}
