package io.microgate.request;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.microgate.match.ExpressionBudget;

/**
 * Facts of a request that was never sent.
 */
public final class TestRequest implements RequestFacts {

	private final String method;

	private final String host;

	private final String path;

	private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private String query;

	private String remoteAddress = "192.0.2.1";

	private String peerAddress;

	private X509Certificate peerCertificate;

	private boolean hostJudged = true;

	private final ExpressionBudget expressionBudget = ExpressionBudget.ofRequest();

	public TestRequest(String method, String host, String path) {
		this.method = method;
		this.host = host;
		this.path = path;
	}

	public TestRequest(String method, String path) {
		this(method, "localhost", path);
	}

	public static TestRequest get() {
		return of("GET");
	}

	public static TestRequest of(String method) {
		return new TestRequest(method, "/");
	}

	/** Reads {@code GET host/path?query}. */
	public static TestRequest parse(String line) {
		String method = line.substring(0, line.indexOf(' '));
		String target = line.substring(method.length() + 1);
		String host = target.substring(0, target.indexOf('/'));
		String[] pathAndQuery = target.substring(host.length()).split("\\?", 2);
		TestRequest request = new TestRequest(method, host, pathAndQuery[0]);
		return (pathAndQuery.length > 1) ? request.query(pathAndQuery[1]) : request;
	}

	/** The same request once more, with a budget of its own. */
	public TestRequest again() {
		TestRequest request = new TestRequest(this.method, this.host, this.path).from(this.remoteAddress);
		request.headers.putAll(this.headers);
		request.query = this.query;
		request.peerAddress = this.peerAddress;
		request.peerCertificate = this.peerCertificate;
		request.hostJudged = this.hostJudged;
		return request;
	}

	/** As a server does after the response. */
	public void recycle() {
		this.headers.clear();
		this.query = null;
		this.remoteAddress = "";
	}

	/** As if another reader read another host. */
	public TestRequest withTwoHosts() {
		this.hostJudged = false;
		return this;
	}

	@Override
	public boolean isHostJudged() {
		return this.hostJudged && RequestFacts.super.isHostJudged();
	}

	public TestRequest header(String name, String... values) {
		this.headers.computeIfAbsent(name, (key) -> new ArrayList<>()).addAll(List.of(values));
		return this;
	}

	public TestRequest query(String query) {
		this.query = query;
		return this;
	}

	public TestRequest from(String remoteAddress) {
		this.remoteAddress = remoteAddress;
		return this;
	}

	public TestRequest peer(String peerAddress) {
		this.peerAddress = peerAddress;
		return this;
	}

	public TestRequest certificate(X509Certificate peerCertificate) {
		this.peerCertificate = peerCertificate;
		return this;
	}

	@Override
	public InetAddress peerAddress() {
		return RemoteAddress.parse(this.peerAddress);
	}

	@Override
	public X509Certificate peerCertificate() {
		return this.peerCertificate;
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
		return RemoteAddress.parse(this.remoteAddress);
	}

	@Override
	public ExpressionBudget expressionBudget() {
		return this.expressionBudget;
	}

}
