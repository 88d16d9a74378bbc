package io.microgate.policy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.microgate.match.RemoteAddress;
import io.microgate.match.RequestFacts;

/**
 * A request made of given facts.
 */
final class StubRequest implements RequestFacts {

	private final String method;

	private final String path;

	private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private String remoteAddress = "192.0.2.1";

	StubRequest(String method, String path) {
		this.method = method;
		this.path = path;
	}

	StubRequest header(String name, String... values) {
		this.headers.computeIfAbsent(name, (key) -> new ArrayList<>()).addAll(List.of(values));
		return this;
	}

	StubRequest from(String remoteAddress) {
		this.remoteAddress = remoteAddress;
		return this;
	}

	@Override
	public String method() {
		return this.method;
	}

	@Override
	public String host() {
		return "example.com";
	}

	@Override
	public String path() {
		return this.path;
	}

	@Override
	public String query() {
		return null;
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
		return RemoteAddress.parse(this.remoteAddress);
	}

}
