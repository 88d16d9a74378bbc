package io.microgate.verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sends targets to an application one after the other, without and with a token, and
 * keeps what must not have been answered.
 */
final class ReadingClient {

	private static final List<String> METHODS = List.of("GET", "GET", "GET", "GET", "GET", "GET", "GET", "HEAD", "HEAD",
			"POST", "OPTIONS");

	private static final int MOST_PROBLEMS = 20;

	private static final RawHttp.Response UNANSWERED = new RawHttp.Response(0, Map.of(), "");

	private final ReadingPolicy policy;

	private final ReadingFiles files;

	private final String token;

	private final int port;

	private final Random random;

	private final ReadingTargets targets;

	private final List<String> problems = new ArrayList<>();

	private final Map<Integer, Integer> statuses = new TreeMap<>();

	private final Set<String> paths = new TreeSet<>();

	private RawHttp.Connection connection;

	private int answered;

	ReadingClient(ReadingPolicy policy, ReadingFiles files, String token, int port, long seed) {
		this.policy = policy;
		this.files = files;
		this.token = token;
		this.port = port;
		this.random = new Random(seed);
		this.targets = new ReadingTargets(this.random, policy.basePath());
	}

	List<String> problems() {
		return this.problems;
	}

	int answered() {
		return this.answered;
	}

	/** Each path as it is: the one who answers is the one who is meant. */
	void sendPlain(List<String> paths) throws IOException {
		for (String path : paths) {
			for (boolean withToken : new boolean[] { false, true }) {
				RawHttp.Response response = send("GET", this.policy.basePath() + ReadingTargets.written(path),
						withToken);
				List<String> answering = ReadingAnswer.pathsOf(response, this.files);
				ReadingAccess access = this.policy.accessOf(path);
				boolean right = access.allows(withToken) ? answering.contains(path)
						: response.status() == ((access == ReadingAccess.TOKEN) ? 401 : 403);
				if (!right) {
					report(path, withToken, response, answering);
				}
			}
		}
		close();
	}

	Void sendRandom(int count) throws IOException {
		for (int i = 0; i < count && this.problems.size() < MOST_PROBLEMS; i++) {
			String method = METHODS.get(this.random.nextInt(METHODS.size()));
			String target = this.targets.next();
			check(method, target, false);
			check(method, target, true);
		}
		close();
		return null;
	}

	private void check(String method, String target, boolean withToken) throws IOException {
		RawHttp.Response response = send(method, target, withToken);
		this.statuses.merge(response.status(), 1, Integer::sum);
		List<String> answering = ReadingAnswer.pathsOf(response, this.files);
		if (answering.isEmpty()) {
			return;
		}
		this.answered++;
		this.paths.addAll(answering);
		if (answering.stream().noneMatch((path) -> this.policy.accessOf(path).allows(withToken))) {
			report(method + " " + target, withToken, response, answering);
		}
	}

	private void report(String request, boolean withToken, RawHttp.Response response, List<String> answering) {
		this.problems
			.add("%s %s a token: %d by %s, whose policy says %s".formatted(request, withToken ? "with" : "without",
					response.status(), answering, answering.stream().map(this.policy::accessOf).toList()));
	}

	/**
	 * A server may close the connection at any time; what it does not answer is no
	 * answer.
	 */
	private RawHttp.Response send(String method, String target, boolean withToken) throws IOException {
		String request = "%s %s HTTP/1.1\r\nHost: localhost\r\n%s%s\r\n".formatted(method, target,
				withToken ? "Authorization: Bearer " + this.token + "\r\n" : "",
				method.equals("POST") ? "Content-Length: 0\r\n" : "");
		boolean fresh = this.connection == null;
		try {
			return exchange(request);
		}
		catch (IOException ex) {
			close();
			return fresh ? UNANSWERED : send(method, target, withToken);
		}
	}

	private RawHttp.Response exchange(String request) throws IOException {
		if (this.connection == null) {
			this.connection = new RawHttp.Connection(this.port);
		}
		RawHttp.Response response = this.connection.exchange(request);
		if (response.header("Connection").contains("close")) {
			close();
		}
		return response;
	}

	private void close() throws IOException {
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
	}

	/** Figures of the run. */
	@Override
	public String toString() {
		return "%d answers of %d paths, statuses %s".formatted(this.answered, this.paths.size(), this.statuses);
	}

}
